/**
 * Where trajectories end, computed by independent scripts in double precision from the settings of the CAGrad, Nash-MTL and FAMO papers
 * and of TorchJD's trajectory tests.
 */

/** The end of a strategy from each start of a quadratic problem, to five digits. */
export const quadraticEnds: Readonly<Record<string, Readonly<Record<string, readonly (readonly [number, number])[]>>>> =
  {
    ewq: {
      'equal upgrad dualproj': [
        [0.06084, -0.04056],
        [0, -0.06084],
        [-0.08112, 0.08112],
        [-0.06084, 0.08112],
        [-0.07098, -0.01521],
      ],
      mgda: [
        [2.15175, 0],
        [0, -3],
        [-0.00118, 0.00118],
        [0, 2.51529],
        [-3.40508, 0],
      ],
      cagrad: [
        [0.06084, 0.00165],
        [0, -0.06084],
        [-0.01024, 0.01024],
        [0.00317, 0.08092],
        [-0.07098, 0.00218],
      ],
      // From (0, −3) the first gradient is 0: the closed form of the paper stays, the pseudo-inverse goes on.
      'imtl-g': [
        [1.00203, -0.00203],
        [Number.NaN, Number.NaN],
        [-0.08112, 0.08112],
        [-0.00417, 1.00417],
        [-2.75029, -0.00029],
      ],
      // From (−3.5, −0.75) a gradient becomes so short that textbook code takes it for dependent on the other, and goes on along that.
      'aligned-mtl': [
        [1, 0],
        [0, 0],
        [0, 0],
        [0, 1],
        [Number.NaN, Number.NaN],
      ],
    },
    cqf: {
      equal: [
        [-0.21552, 2.84546],
        [-0.21205, 2.8783],
        [-0.21582, 2.84263],
      ],
      upgrad: [
        [0.22167, 3.24143],
        [0.04245, 3.47756],
        [-0.24739, 2.74731],
      ],
      dualproj: [
        [0.09214, 3.48378],
        [-0.00985, 3.41271],
        [-0.34291, 2.41833],
      ],
      mgda: [
        [0.66194, 1.48949],
        [0.17355, 3.40757],
        [0.28332, 3.03999],
      ],
      cagrad: [
        [-0.21647, 2.8411],
        [-0.21024, 2.88692],
        [-0.21708, 2.8366],
      ],
      'imtl-g': [
        [0.53679, 2.02032],
        [0.08087, 3.66874],
        [-0.09708, 3.20787],
      ],
    },
    hqf: {
      equal: [
        [-8.98778, 0.01223],
        [-8.99214, 0.00786],
        [-8.97817, 0.02183],
        [-8.97031, 0.02969],
      ],
      upgrad: [
        [-7.57474, 0.00008],
        [-2.52278, 0],
        [-1.04934, 0],
        [-3.7772, 0],
      ],
      dualproj: [
        [-8.29477, 0.00316],
        [-2.53459, 0],
        [-1.08263, 0],
        [-4.17908, 0.00002],
      ],
      mgda: [
        [-6.40079, 0.0046],
        [-2.18606, -0.0618],
        [0.70246, 0.14834],
        [0.9294, 0.35679],
      ],
      cagrad: [
        [-8.95619, 0.02453],
        [-8.95181, 0.02695],
        [-8.92263, 0.04323],
        [-8.90958, 0.05051],
      ],
      'imtl-g': [
        [-7.00242, 0.0019],
        [-2.36163, -0.0526],
        [0.01955, 0.16371],
        [-1.24265, 0.27068],
      ],
      'aligned-mtl': [
        [-7.92314, 0.00001],
        [-3.32693, -0.00371],
        [-2.3622, 0.26225],
        [-5.30662, 0.12336],
      ],
    },
  };

/**
 * The first step on the front of the toy from each start; null where the trajectory hangs in a ravine, or comes out of one at a
 * step that depends on the last digit of every number.
 */
export const toyReached: Readonly<Record<string, Readonly<Record<string, readonly (number | null)[]>>>> = {
  toy: {
    equal: [null, 6464, null],
    mgda: [22935, 6410, 23678],
    pcgrad: [null, 3491, null],
    cagrad: [null, 8471, null],
  },
  'toy-uneven': {
    equal: [null, 16198, null, 15706, 28015],
    mgda: [29832, 16079, 21597, 9964, 13771],
    pcgrad: [null, 15768, null, 14995, 9192],
    'cagrad(c=0.4)': [null, 16708, null, 15616, 27664],
    // From (0, 0), where the gradients are parallel, by the closed form; the pseudo-inverse’s weights need 111 steps more.
    'imtl-g': [null, 16603, 22929, 12475, 13382],
    'nash-mtl': [14579, 8306, 15214, 7359, 6571],
    fairgrad: [14579, 8306, 15214, 7359, 6571],
    'fairgrad(alpha=2)': [14030, 6773, 15141, 5713, 5631],
    config: [null, 16603, null, 14995, 10802],
    // From (9, −1) see aligned-textbook.test.ts.
    'aligned-mtl': [25676, 15294, 20566, 10621, null],
    'gradvac(beta=0.5)': [null, 16211, null, 15692, 23279],
    'famo(weightDecay=0)': [22764, 16723, 22553, 13210, 15487],
    'scale-invariant': [null, 12993, null, 12332, 11793],
  },
};

/** Starts from which a strategy is still in a ravine when the steps of the paper are over. */
export const toyStuck: Readonly<Record<string, readonly (readonly [strategy: string, start: number])[]>> = {
  toy: [
    ['equal', 0],
    ['equal', 2],
  ],
  'toy-uneven': [
    ['equal', 2],
    ['pcgrad', 2],
    ['cagrad(c=0.4)', 2],
    ['gradvac(beta=0.5)', 2],
    ['scale-invariant', 0],
    ['scale-invariant', 2],
  ],
};
