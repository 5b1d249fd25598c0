import type {
  ClassKindName,
  ClassPrediction,
  Columns,
  Dataset,
  Loss,
  NumberPrediction,
  PairKindName,
  Preprocessing,
  Rows,
  Table,
  Task,
} from '@equipoise/core';

import type { AllSplits, Splits } from '../map-splits.ts';
import type { SplitRule } from '../splits/split-rule.ts';
import type { InputKind, InputOptions } from './input-options.ts';
import type { TargetKind, TargetOptions } from './targets.ts';

/** A data set made of a table. */
export interface TableDataset<
  Tasks extends Task = Task,
  Column extends string = string,
  OwnSplits extends Splits = Splits,
> extends Dataset<Tasks, Column> {
  /** Its examples. */
  readonly splits: OwnSplits;
  /** How rows become inputs, fitted to the training rows: a model that is trained on the data set takes it along. */
  readonly preprocessing: Preprocessing<Column>;
  /** What had to be filled in when the table was encoded, a sentence each. */
  readonly warnings: readonly string[];
}

/** The splits of a data set: a test split unless `test` is 0 or a column says which rows are in it. */
export type SplitsOf<Rule extends SplitRule, Test extends number> = [Rule] extends [{ readonly given: string }]
  ? Splits
  : [Test] extends [0]
    ? Splits
    : AllSplits;

/** A table, however it is given. */
export type TableSource = Table | Columns | Rows;

/** Any text, where the words that are known are still offered: a variable's type may be no more than `string`. */
type AnyText = string & Record<never, never>;

/** Columns that are inputs, and how: their kind, or their kind with options. */
export type InputColumns = Readonly<Record<string, InputKind | AnyText | InputOptions>>;

/** Columns that are predicted, by the name of the task: their kind, or their kind with options. */
export type TargetColumns = Readonly<Record<string, TargetKind | AnyText | TargetOptions>>;

/** The tasks that targets become. */
export type TasksOf<Targets> = {
  [Name in keyof Targets & string]: Task<Name, PredictionOf<Targets[Name]>>;
}[keyof Targets & string];

/** What must hold of targets and inputs: kinds are known words, and both are columns of the table where its type names them. */
export interface KnownNames<Source, Targets, Inputs> {
  /** Kinds of targets that are known, of columns that the table has. */
  readonly targets: {
    readonly [Name in keyof Targets]: IfColumn<
      ColumnNameOf<Targets[Name], Name>,
      Source,
      IfKnown<KindOf<Targets[Name]>, TargetKind>
    >;
  };
  /** Kinds of inputs that are known, of columns that the table has. */
  readonly inputs: {
    readonly [Name in keyof Inputs]: IfColumn<Name, Source, IfKnown<KindOf<Inputs[Name]>, InputKind>>;
  };
}

type IfKnown<Word, Known> = Word extends Known ? unknown : string extends Word ? unknown : never;

type IfColumn<Name, Source, Type> = string extends Name ? Type : Name extends ColumnOf<Source> ? Type : never;

/** The column of a target: its own name, unless it names another. */
type ColumnNameOf<Target, Name> = Target extends { readonly column: infer Column } ? Column : Name;

type KindOf<Target> = Target extends { readonly kind: infer Kind } ? Kind : Target;

type PredictionOf<Target> =
  KindOf<Target> extends ClassKindName
    ? ClassPrediction
    : KindOf<Target> extends PairKindName
      ? number
      : KindOf<Target> extends 'regression' | 'count'
        ? Target extends { readonly loss: Loss }
          ? NumberPrediction
          : number
        : ClassPrediction | NumberPrediction;

type ColumnOf<Source> = Source extends Table
  ? string
  : Source extends readonly (infer Row)[]
    ? NamesIn<Row>
    : NamesIn<Source>;

type NamesIn<Type> = [keyof Type] extends [never] ? string : keyof Type & string;
