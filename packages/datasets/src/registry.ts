import type { DatasetEntry } from './card.ts';
import { adult } from './loaders/adult.ts';
import { aliexpress } from './loaders/aliexpress.ts';
import { appliancesEnergy } from './loaders/appliances-energy.ts';
import { ashraeThermalComfort } from './loaders/ashrae-thermal-comfort.ts';
import { askUbuntuNlu } from './loaders/ask-ubuntu-nlu.ts';
import { bankMarketing } from './loaders/bank-marketing.ts';
import { bikeSharing } from './loaders/bike-sharing.ts';
import { birdstrikes } from './loaders/birdstrikes.ts';
import { camvid } from './loaders/camvid.ts';
import { celeba } from './loaders/celeba.ts';
import { censusIncome } from './loaders/census-income.ts';
import { chatbotNlu } from './loaders/chatbot-nlu.ts';
import { cifar100 } from './loaders/cifar-100.ts';
import { cityscapes } from './loaders/cityscapes.ts';
import { clinc150 } from './loaders/clinc150.ts';
import { compilerMessages } from './loaders/compiler-messages.ts';
import { creditDefault } from './loaders/credit-default.ts';
import { digits } from './loaders/digits.ts';
import { droneFlights } from './loaders/drone-flights.ts';
import { energyEfficiency } from './loaders/energy-efficiency.ts';
import { ewtPosNer } from './loaders/ewt-pos-ner.ts';
import { fashionMnist } from './loaders/fashion-mnist.ts';
import { fashionMnistT10k } from './loaders/fashion-mnist-t10k.ts';
import { football } from './loaders/football.ts';
import { goemotions } from './loaders/goemotions.ts';
import { gradnormToy } from './loaders/gradnorm-toy.ts';
import { iranianChurn } from './loaders/iranian-churn.ts';
import { linnerud } from './loaders/linnerud.ts';
import { mmoeSynthetic } from './loaders/mmoe-synthetic.ts';
import { mnist } from './loaders/mnist.ts';
import { mnistAttributes } from './loaders/mnist-attributes.ts';
import { mnistT10k } from './loaders/mnist-t10k.ts';
import { multiFashion } from './loaders/multi-fashion.ts';
import { multiFashionMnist } from './loaders/multi-fashion-mnist.ts';
import { multiMnist } from './loaders/multi-mnist.ts';
import { multiMnistFull } from './loaders/multi-mnist-full.ts';
import { multiMnistReconstruction } from './loaders/multi-mnist-reconstruction.ts';
import { multiMnistSegmentation } from './loaders/multi-mnist-segmentation.ts';
import { multitabBench } from './loaders/multitab-bench.ts';
import { nihChestXray910 } from './loaders/nih-chest-xray-910.ts';
import { nyuv2 } from './loaders/nyuv2.ts';
import { office31 } from './loaders/office-31.ts';
import { omniglot } from './loaders/omniglot.ts';
import { omniglotSmall1 } from './loaders/omniglot-small1.ts';
import { orderBook } from './loaders/order-book.ts';
import { oxfordPets } from './loaders/oxford-pets.ts';
import { parkinsons } from './loaders/parkinsons.ts';
import { penguins } from './loaders/penguins.ts';
import { pud } from './loaders/pud.ts';
import { qm9 } from './loaders/qm9.ts';
import { restaurantRatings } from './loaders/restaurant-ratings.ts';
import { roomOccupancy } from './loaders/room-occupancy.ts';
import { sarcos } from './loaders/sarcos.ts';
import { school } from './loaders/school.ts';
import { sf1 } from './loaders/sf1.ts';
import { sf2 } from './loaders/sf2.ts';
import { slump } from './loaders/slump.ts';
import { snips } from './loaders/snips.ts';
import { streetScenes } from './loaders/street-scenes.ts';
import { studentPerformance } from './loaders/student-performance.ts';
import { taskGroups } from './loaders/task-groups.ts';
import { tatoeba } from './loaders/tatoeba.ts';
import { telcoChurn } from './loaders/telco-churn.ts';
import { tox21 } from './loaders/tox21.ts';
import { trafficSigns } from './loaders/traffic-signs.ts';
import { twemoji } from './loaders/twemoji.ts';
import { udEnglishAtis } from './loaders/ud-english-atis.ts';
import { udhr } from './loaders/udhr.ts';
import { wallFollowingRobot } from './loaders/wall-following-robot.ts';
import { weatherForecast } from './loaders/weather-forecast.ts';
import { webApplicationsNlu } from './loaders/web-applications-nlu.ts';
import { words } from './loaders/words.ts';
import { xed } from './loaders/xed.ts';
import { xsid } from './loaders/xsid.ts';

/** The data sets by their names: what the docs, the tests, the benchmarks and the command line go by. */
export const datasets = {
  adult,
  aliexpress,
  'appliances-energy': appliancesEnergy,
  'ashrae-thermal-comfort': ashraeThermalComfort,
  'ask-ubuntu-nlu': askUbuntuNlu,
  'bank-marketing': bankMarketing,
  'bike-sharing': bikeSharing,
  birdstrikes,
  camvid,
  celeba,
  'census-income': censusIncome,
  'chatbot-nlu': chatbotNlu,
  'cifar-100': cifar100,
  cityscapes,
  clinc150,
  'compiler-messages': compilerMessages,
  'credit-default': creditDefault,
  digits,
  'drone-flights': droneFlights,
  'energy-efficiency': energyEfficiency,
  'ewt-pos-ner': ewtPosNer,
  'fashion-mnist': fashionMnist,
  'fashion-mnist-t10k': fashionMnistT10k,
  football,
  goemotions,
  'gradnorm-toy': gradnormToy,
  'iranian-churn': iranianChurn,
  linnerud,
  'mmoe-synthetic': mmoeSynthetic,
  mnist,
  'mnist-attributes': mnistAttributes,
  'mnist-t10k': mnistT10k,
  'multi-fashion': multiFashion,
  'multi-fashion-mnist': multiFashionMnist,
  'multi-mnist': multiMnist,
  'multi-mnist-full': multiMnistFull,
  'multi-mnist-reconstruction': multiMnistReconstruction,
  'multi-mnist-segmentation': multiMnistSegmentation,
  'multitab-bench': multitabBench,
  'nih-chest-xray-910': nihChestXray910,
  nyuv2,
  'office-31': office31,
  omniglot,
  'omniglot-small1': omniglotSmall1,
  'order-book': orderBook,
  'oxford-pets': oxfordPets,
  parkinsons,
  penguins,
  pud,
  qm9,
  'restaurant-ratings': restaurantRatings,
  'room-occupancy': roomOccupancy,
  sarcos,
  school,
  sf1,
  sf2,
  slump,
  snips,
  'street-scenes': streetScenes,
  'student-performance': studentPerformance,
  'task-groups': taskGroups,
  tatoeba,
  'telco-churn': telcoChurn,
  tox21,
  'traffic-signs': trafficSigns,
  twemoji,
  'ud-english-atis': udEnglishAtis,
  udhr,
  'wall-following-robot': wallFollowingRobot,
  'weather-forecast': weatherForecast,
  'web-applications-nlu': webApplicationsNlu,
  words,
  xed,
  xsid,
} satisfies Record<string, DatasetEntry>;

/** The name of a data set of the registry. */
export type DatasetName = keyof typeof datasets;
