/** What `equipoise gallery` is given. */
export interface GalleryArguments {
  /** Where results go and are. */
  readonly out: string;
  /** Whether to print the table of claims instead. */
  readonly claims?: boolean;
  /** Seeds; as the entry says when left out. */
  readonly seeds?: number;
  /** Trials side by side; one for each processor when left out. */
  readonly jobs?: number;
  /** A question for the model; true for a prompt. */
  readonly ask?: string | true;
  /** The folder that holds a folder for each data set. */
  readonly cache?: string;
  /** Where to look for files first. */
  readonly mirror?: string;
  /** Whether to print JSON. */
  readonly json?: boolean;
}
