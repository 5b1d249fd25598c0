import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

/** Which of our packages each package may import: the arrows of docs/architecture.md. */
const mayImport = {
  compiler: [],
  core: ['compiler'],
  weighting: ['core'],
  datasets: ['core'],
  benchmarks: ['core', 'datasets', 'weighting'],
};

/** What only tests and examples may import besides, where the package itself is allowed. */
const testingOnly = { weighting: 'weighting/testing' };

/** The same ban in three spellings: `import … from`, `import()` and `import('…').Type`. */
function importing(files, allowed, owner, syntax) {
  const others = `^@equipoise/(?!(?:${allowed.join('|') || 'nothing'})$)`;
  const message = `${owner} may import of our packages only: ${allowed.join(', ') || 'none'}.`;
  const siblings = '^(?:\\.\\./)+(?:packages/)?(?:compiler|core|weighting|datasets|benchmarks)/';
  const source = (pattern) => `/${pattern.replaceAll('/', '\\/')}/`;
  return {
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: others, message },
            { regex: siblings, message: 'Import a package by its name, not by a path into it.' },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: `ImportExpression > Literal[value=${source(others)}]`, message },
        { selector: `TSImportType Literal[value=${source(others)}]`, message },
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        ...syntax,
      ],
    },
  };
}

/** In sources all randomness is seeded and no result depends on the clock. */
const pure = ['Math.random', 'Date.now'].map((name) => {
  const [object, property] = name.split('.');
  return {
    selector: `CallExpression[callee.object.name="${object}"][callee.property.name="${property}"]`,
    message: `No ${name}(): numbers are drawn from a seeded generator, and no result depends on the clock.`,
  };
});

const boundaries = Object.entries(mayImport).flatMap(([name, allowed]) => [
  importing([`packages/${name}/src/**/*.ts`], allowed, name, pure),
  importing(
    [`packages/${name}/test/**/*.ts`],
    allowed.flatMap((other) => [other, testingOnly[other] ?? []].flat()),
    `${name}'s tests`,
    [],
  ),
]);

export default defineConfig(
  {
    ignores: [
      '**/dist/',
      'coverage/',
      'docs/api/',
      '.nx/',
      'equipoise-results/',
      '**/node_modules/',
      'packages/compiler/src/tfjs-gradients.ts',
    ],
  },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['vitest.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      'max-lines': ['error', 250],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    plugins: { jsdoc },
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          require: { FunctionDeclaration: true, ClassDeclaration: true },
          contexts: [
            // What overrides is documented where it is declared.
            'MethodDefinition:not([override=true], [kind="constructor"], [key.type="PrivateIdentifier"])',
            'TSInterfaceDeclaration',
            'TSTypeAliasDeclaration',
            'TSPropertySignature:not([typeAnnotation.typeAnnotation.type="TSLiteralType"])', // A tag (`kind: 'image'`) says what it is.
            'VariableDeclaration',
          ],
          checkConstructors: false,
        },
      ],
    },
  },
  {
    // vitest types its matchers (`expect.closeTo(…)`) as any.
    files: ['packages/*/test/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-return': 'off' },
  },
  ...boundaries,
  importing(['examples/**/*.ts'], [...Object.keys(mayImport), 'weighting/testing'], 'examples', []),
  {
    // A study file is its default export.
    files: ['examples/study*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['packages/benchmarks/src/cli*', 'packages/benchmarks/src/cli/**', 'examples/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.mjs', 'packages/benchmarks/bin/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: Object.fromEntries(
        ['console', 'process', 'performance', 'URL', 'Buffer'].map((name) => [name, 'readonly']),
      ),
    },
  },
);
