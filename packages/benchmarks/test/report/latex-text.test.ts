import { describe, expect, it } from 'vitest';

import { judgementsCsv, judgementsLatex } from '../../src/report/judgement-table.ts';
import { latexEscape, latexText } from '../../src/report/latex-text.ts';
import { judge } from '../../src/statistics/judge.ts';

describe('latexEscape', () => {
  it('writes every special character so that LaTeX shows it', () => {
    expect(latexEscape('50 % of {a_b} & c^2 #1 $x ~ \\end')).toBe(
      '50 \\% of \\{a\\_b\\} \\& c\\textasciicircum{}2 \\#1 \\$x \\textasciitilde{} \\textbackslash{}end',
    );
    expect(latexEscape('a<b>|"\n\tΔm −1 ± R² →')).toBe(
      'a\\textless{}b\\textgreater{}\\textbar{}\\char34{} $\\Delta$m $-$1 $\\pm$ R$^2$ $\\rightarrow$',
    );
    expect(latexEscape('Demšar, größer')).toBe('Demšar, größer');
    expect(latexEscape('[1] *')).toBe('{[}1] {*}'); // Neither may follow the end of a row.
  });
});

describe('latexText', () => {
  it('is a tabular with texts on the left and numbers on the right', () => {
    const text = latexText({
      head: ['task', 'Δm, %'],
      rows: [
        ['mass_kg', -1.2345],
        ['sex', Number.NaN],
      ],
      decimals: 2,
    });
    expect(text).toBe(`\\begin{tabular}{lr}
\\toprule
task & $\\Delta$m, \\% \\\\
\\midrule
mass\\_kg & $-$1.23 \\\\
sex & -- \\\\
\\bottomrule
\\end{tabular}
`);
  });

  it('stands in a table where it has a caption or a label, which cannot break out of it', () => {
    const text = latexText({ head: ['a'], rows: [], caption: '50 % } \\input{x}', label: 'tab:a}b' });
    expect(text).toContain('\\caption{50 \\% \\} \\textbackslash{}input\\{x\\}}\n\\label{tab:a-b}\n\\end{table}\n');
  });

  it('has no minus before what rounds to 0', () => {
    expect(latexText({ head: ['a'], rows: [[-0.001]], decimals: 2 })).toContain('\n0.00 \\\\\n');
  });
});

describe('tables of judgements', () => {
  const answers = judge([
    { name: 'equal, "mass_kg"', differences: [3, 3.2, 2.9, 3.1, 3.3] },
    { name: '=one seed', differences: [3] },
  ]);

  it('have every number in CSV, and empty cells for what is not known', () => {
    const [head = '', first = '', second = ''] = judgementsCsv(answers).split('\r\n');
    expect(head.split(',')).toEqual([
      ...['comparison', 'pairs', 'estimate', 'low', 'high', 'uncorrectedLow', 'uncorrectedHigh', 'p', 'adjustedP'],
      ...['verdict', 'unadjustedVerdict', 'smallestDifference', 'smallestDifferenceInFamily'],
    ]);
    expect(first).toMatch(/^"equal, ""mass_kg""",5,3\.1,/);
    expect(second).toBe("'=one seed,1,3,,,,,,,unclear,unclear,,");
  });

  it('have the corrected interval and the verdict in LaTeX', () => {
    const text = judgementsLatex(answers, { caption: 'Changes', label: 'tab:changes' });
    expect(text).toContain(
      'equal, \\char34{}mass\\_kg\\char34{} & 3.100 & 2.904 & 3.296 & \\textless{}0.001 & \\textless{}0.001 & better \\\\',
    );
    expect(text).toContain('\\begin{tabular}{lrrrrrl}');
    expect(text).toContain('=one seed & 3.000 & -- & -- & -- & -- & unclear \\\\');
  });
});
