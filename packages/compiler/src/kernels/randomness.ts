import { frozen } from '../trace/frozen-random.ts';
import { refuse } from './kernel.ts';

refuse('Multinomial', () => frozen('tf.multinomial'));
