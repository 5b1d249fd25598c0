// Every metric, a line each: registry and exports of the package come from here.
export { accuracy } from './accuracy.ts';
export { angleWithin11, angleWithin22, angleWithin30 } from './angle-within.ts';
export { auc } from './auc.ts';
export { balancedAccuracy } from './balanced-accuracy.ts';
export { calibrationError, calibrationErrorOptions } from './calibration-error.ts';
export { kappa, kappaOptions } from './kappa.ts';
export { logLoss } from './log-loss.ts';
export { macroF1 } from './macro-f1.ts';
export { mae } from './mae.ts';
export { mape } from './mape.ts';
export { mcc } from './mcc.ts';
export { meanAngle } from './mean-angle.ts';
export { meanIou } from './mean-iou.ts';
export { medianAngle } from './median-angle.ts';
export { prAuc } from './pr-auc.ts';
export { r2 } from './r2.ts';
export { rmse } from './rmse.ts';
export { spearman } from './spearman.ts';
