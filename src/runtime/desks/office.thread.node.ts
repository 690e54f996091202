/** The thread of a desk: started by `openDesks`. */
import { serveDesk } from './serve.node.ts'

serveDesk()
