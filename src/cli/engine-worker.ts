import {enableCompileCache} from 'node:module';

// Before anything else is loaded, so that all of it is read from the cache.
enableCompileCache();
await import('./engine-thread.ts');
