// JavaScript as one would write it first: one draw after another, powers by `**`.

import { plainMeans } from './model.ts';
import { runPeer } from './peer.ts';

runPeer(plainMeans);
