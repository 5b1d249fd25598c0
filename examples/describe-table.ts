import { describeTable, readCsv } from '@equipoise/datasets';

// Put the path of your own file here; this one is installed with @equipoise/datasets: four years of weather in Seattle.
const table = await readCsv('node_modules/@equipoise/datasets/data/seattle-weather.csv');
const { columns, targets, leaks, groups, times, duplicates, warnings } = describeTable(table, {
  targets: { weather: 'multiclass', temp_min: 'regression' }, // Suggested when left out.
});
for (const { name, type, role, asTarget } of columns) console.log(name, type, role, asTarget?.kind);
console.log(targets[1]?.classes?.[0]); // { name: 'rain', count: 641 }
console.log(times[0]?.name, leaks.length, groups.length, duplicates.exact, warnings.length); // date 0 0 0 0
