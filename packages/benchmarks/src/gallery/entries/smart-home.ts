import { adam, hardSharing, selectTasks, tabular } from '@equipoise/core';
import { datasets } from '@equipoise/datasets';

import { askRow } from '../ask-row.ts';
import type { GalleryEntry } from '../entry.ts';
import { joinTables } from '../join-tables.ts';

/** Rows of each table that are trained on: the largest has ten times as many, and would be most of every batch. */
const rows = 6000;

/** Energy, occupancy and comfort: three tables of three buildings in one model. */
export const smartHome: GalleryEntry = {
  name: 'smart-home',
  title: 'Smart home: energy, occupancy and comfort',
  summary:
    'energy use and lights of a house, presence in a room, and what people say of the warmth, in one model of three tables',
  tasks: [
    { name: 'appliances', meaning: 'energy of the appliances in the next 10 minutes, in Wh' },
    { name: 'lights', meaning: 'lights are on one hour later' },
    { name: 'occupancy', meaning: 'somebody is in the room' },
    { name: 'sensation', meaning: 'how warm a person feels, from −3, cold, to 3, hot' },
    { name: 'preference', meaning: 'the person wants it warmer, cooler or as it is' },
  ],
  why:
    'All of them depend on temperature, humidity and the time of day, and energy, presence and comfort meet in one controller. The rows come from different ' +
    'buildings though: what may be shared is how such measurements combine, not what happened at one place.',
  datasets: ['appliances-energy', 'room-occupancy', 'ashrae-thermal-comfort'],
  training: {
    encoder: tabular({ hidden: [64, 32] }).config,
    architecture: hardSharing().config,
    optimizer: adam().config,
    epochs: 25,
    batchSize: 64,
    learningRate: 0.002,
  },
  strategies: ['equal', 'uncertainty', 'pcgrad'],
  seeds: 8,
  async prepare({ seed, size = rows }) {
    const options = { seed, size: Math.min(size, rows) };
    return joinTables('smart-home', {
      house: selectTasks(await datasets['appliances-energy'].load(options), ['appliances', 'lights']),
      room: selectTasks(await datasets['room-occupancy'].load(options), ['occupancy']),
      person: selectTasks(await datasets['ashrae-thermal-comfort'].load(options), ['sensation', 'preference']),
    });
  },
  ask: askRow({
    columns: {
      energy: 'house.Appliances',
      outside: 'house.T_out',
      light: 'room.Light',
      co2: 'room.CO2',
      temperature: 'room.Temperature',
      air: 'person.ta',
      humidity: 'person.rh',
      clothes: 'person.clo',
      activity: 'person.met',
    },
    example: 'energy=300 light=450 co2=900 air=29 humidity=60 clothes=0.5',
  }),
  ownData:
    'Tables of one house belong into one file, a row per time, with a column for every sensor and every target: `npx equipoise train --table home.csv --targets ' +
    'energy,occupied,comfort --out home.safetensors`. A cell that was not measured stays empty: a missing input is imputed, a missing target is not trained on.',
  notes: [
    'The three tables are of different buildings; a row has labels of its own table only. A smart home with all sensors at one place could share more.',
    'The first two tables are split by time, the third by building.',
  ],
};
