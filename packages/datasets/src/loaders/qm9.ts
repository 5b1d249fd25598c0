import type { DatasetCard, DatasetEntry } from '../card.ts';
import { readCsv } from '../csv/read-csv.ts';
import { defineDataset } from '../define-dataset.ts';
import { moleculeDataset } from '../readers/molecules.ts';
import type { TargetOptions } from '../table/targets.ts';

const properties = {
  mu: 'the dipole moment, in debye',
  alpha: 'the polarizability, in cubic bohr',
  homo: 'the energy of the highest occupied orbital, in hartree',
  lumo: 'the energy of the lowest unoccupied orbital, in hartree',
  gap: 'the gap between both, in hartree',
  r2: 'the spatial extent of the electrons, in square bohr',
  zpve: 'the zero-point vibrational energy, in hartree',
  cv: 'the heat capacity at 298.15 K, in cal/(mol K)',
  u0_atom: 'the atomization energy at 0 K, in kcal/mol',
  u298_atom: 'the atomization energy at 298.15 K, in kcal/mol',
  h298_atom: 'the atomization enthalpy at 298.15 K, in kcal/mol',
  g298_atom: 'the atomization free energy at 298.15 K, in kcal/mol',
};

const card: DatasetCard = {
  name: 'qm9',
  title: 'QM9: properties of small molecules',
  modality: 'text',
  arrival: 'download',
  examples: 133_885,
  tasks: Object.entries(properties).map(([name, meaning]) => ({ name, kind: 'regression', meaning })),
  split: 'at random: 80 % training, 10 % validation, 10 % test; rows of one molecule are in one split',
  licence: 'CC0 (figshare); the table is of MoleculeNet (MIT)',
  source: 'https://doi.org/10.6084/m9.figshare.c.978904; MoleculeNet, https://moleculenet.org',
  citation:
    'R. Ramakrishnan, P. O. Dral, M. Rupp, O. A. von Lilienfeld. Quantum chemistry structures and properties of 134 kilo molecules. Scientific Data 2014. https://doi.org/10.1038/sdata.2014.22',
  description:
    'All molecules of up to nine atoms of carbon, nitrogen, oxygen and fluorine, besides hydrogen, in SMILES, by their characters, with twelve properties that were computed by density functional theory.',
  caution:
    'Characters say nothing of the positions of atoms, which the properties were computed from: errors are far above those that are published for graph networks. 3,054 molecules whose geometry did not agree with their ' +
    'SMILES are not left out, as MoleculeNet has them; molecules of more than 48 characters would be.',
  files: [
    {
      path: 'qm9.csv',
      urls: ['https://deepchemdata.s3-us-west-1.amazonaws.com/datasets/qm9.csv'],
      bytes: 29_856_825,
      sha256: '3e668f8c34e4bc392a90d417a50a5eed3b64b842a817a633024bdc054c68ccb4',
    },
  ],
};

const longest = 48;

/** Small molecules by their SMILES: twelve properties of their electrons and energy. */
export const qm9: DatasetEntry = defineDataset(card, async (options, file) => {
  const target: TargetOptions = { kind: 'regression' };
  return moleculeDataset(
    {
      name: card.name,
      table: await readCsv(file('qm9.csv')),
      longest,
      targets: Object.fromEntries(Object.keys(properties).map((property) => [property, target])),
    },
    options,
  );
});
