import { integer } from '../options/option.ts';

/** How many examples of a group count, from the greatest score on. */
export const topOption = integer({
  default: 10,
  min: 1,
  meaning: 'how many examples of a group count, from the greatest score on',
});
