// Development and tests only: a thread whose module is not built yet is compiled on the way in.
import { workerData } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

register()
await import(workerData.module)
