// The same thread from sources: threads do not take over what the process preloads, so that it asks for tsx by itself.

import { register } from 'tsx/esm/api';

register();
await import('./draw-thread.ts');
