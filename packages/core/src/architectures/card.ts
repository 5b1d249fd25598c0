/** The description of an architecture; the documentation and the command line show it. */
export interface ArchitectureCard {
  /** Its name here. */
  readonly name: string;
  /** The name in the literature. */
  readonly title: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** The title of the paper. */
  readonly paper: string;
  /** Who wrote it. */
  readonly authors: string;
  /** Where it was published. */
  readonly venue: string;
  /** When it was published. */
  readonly year: number;
  /** Where to read it. */
  readonly link: string;
  /**
   * How many parameters a model with one input of numbers has. An option stands for its value, K for the number of tasks, E for the parameters of an
   * encoder, d for the numbers of an example, f for the features that an encoder gives, H for the parameters of all heads; S for the stages of the encoder, e for the list of their parameters, c for
   * the list of the channels that they give.
   */
  readonly parameters: string;
  /** Differences from the paper and from the authors' code. */
  readonly departures: readonly string[];
}
