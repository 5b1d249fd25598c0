import {
  add,
  cast,
  concat,
  cos,
  div,
  floor,
  isInf,
  isNaN,
  less,
  logicalOr,
  mul,
  sin,
  sub,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';

import type { DateColumn, InputRules } from './column-config.ts';
import { angleOfPart, type DatePart } from './date-parts.ts';
import { daysInYear } from './date-column.ts';
import { unlessRefused } from './unless-refused.ts';

/**
 * The parts of dates by tensor operations. Days are in single precision, so that the time of day is exact to 3 minutes.
 *
 * @param column - The parts, and what they are counted from.
 * @param rules - What is done with missing cells.
 * @param cells - Days since the beginning of 1970, NaN where a date is missing: examples × 1.
 */
export function dateTensors(
  { parts, origin, deviation, missing: indicator }: DateColumn,
  { onMissing }: InputRules,
  cells: Tensor,
): Tensor {
  const missing = isNaN(cells);
  const refused = onMissing === 'error' ? logicalOr(missing, isInf(cells)) : isInf(cells);
  const days = unlessRefused(where(missing, zerosLike(cells), cells), refused);
  const valueOf = calendar(days);
  const values = parts.flatMap((part): Tensor[] => {
    if (part === 'elapsed') {
      // The origin in two parts: single precision alone would lose hours.
      const near = Math.round(origin);
      return [div(sub(sub(days, near), origin - near), deviation)];
    }
    const value = valueOf(part);
    if (part === 'year') return [div(sub(mul(sub(value, 1970), daysInYear), origin), deviation)];
    const [start, turn] = [angleOfPart(part, 0) ?? 0, (angleOfPart(part, 1) ?? 0) - (angleOfPart(part, 0) ?? 0)];
    const angle = add(mul(value, turn), start);
    return [sin(angle), cos(angle)];
  });
  const known = values.map((value) => where(missing, zerosLike(value), value));
  const all = indicator ? [...known, cast(missing, 'float32')] : known;
  return all.length === 1 && all[0] ? all[0] : concat(all, 1);
}

/** Parts of days since the beginning of 1970: H. Hinnant's civil_from_days, whose years begin in March. https://howardhinnant.github.io/date_algorithms.html */
function calendar(days: Tensor): (part: DatePart) => Tensor {
  const whole = floor(days);
  const shifted = add(whole, 719_468);
  const era = floor(div(shifted, 146_097));
  const dayOfEra = sub(shifted, mul(era, 146_097));
  const leaps = add(
    sub(floor(div(dayOfEra, 36_524)), floor(div(dayOfEra, 1460))),
    mul(floor(div(dayOfEra, 146_096)), -1),
  );
  const yearOfEra = floor(div(add(dayOfEra, leaps), 365));
  const before = add(mul(yearOfEra, 365), sub(floor(div(yearOfEra, 4)), floor(div(yearOfEra, 100))));
  const dayOfYear = sub(dayOfEra, before); // From 0, the first of March.
  const monthFromMarch = floor(div(add(mul(dayOfYear, 5), 2), 153));
  const isLate = less(monthFromMarch, 10);
  const month = where(isLate, add(monthFromMarch, 3), sub(monthFromMarch, 9));
  const year = add(add(yearOfEra, mul(era, 400)), cast(less(month, 3), 'float32'));
  const one = (part: DatePart): Tensor => {
    if (part === 'year') return year;
    if (part === 'month') return month;
    if (part === 'day') return add(sub(dayOfYear, floor(div(add(mul(monthFromMarch, 153), 2), 5))), 1);
    if (part === 'hour') return mul(sub(days, whole), 24);
    if (part === 'weekday') {
      const fromMonday = add(whole, 3); // The first day of 1970 was a Thursday.
      return add(sub(fromMonday, mul(floor(div(fromMonday, 7)), 7)), 1);
    }
    return add(sub(whole, firstOfYear(year)), 1);
  };
  return one;
}

/** The first of January of a year, in days since the beginning of 1970. */
function firstOfYear(year: Tensor): Tensor {
  const before = sub(year, 1);
  const leaps = add(sub(floor(div(before, 4)), floor(div(before, 100))), floor(div(before, 400)));
  return sub(add(mul(before, 365), leaps), 719_162);
}
