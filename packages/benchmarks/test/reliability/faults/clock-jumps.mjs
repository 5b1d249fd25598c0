// Lets the clock of a process jump: every few looks it is up to ten years before or after. For `node --import`.
const RealDate = Date;
const tenYears = 10 * 365 * 86_400_000;
let state = Number(process.env.CLOCK_SEED ?? 0) + 1;
let offset = 0;

function nextShare() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
}

function jumped() {
  if (nextShare() < 0.3) offset = Math.round((2 * nextShare() - 1) * tenYears);
  return RealDate.now() + offset;
}

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [jumped()] : parts));
  }
  static now() {
    return jumped();
  }
};
