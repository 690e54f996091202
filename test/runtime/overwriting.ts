/** Run by atomic-write.test.ts: `overwriting PATH BYTES` writes a file over another, and says how that ended. */
import { writeAtomically } from '../../src/runtime/atomic-write.node.ts'

const [path = '', bytes = ''] = process.argv.slice(2)
console.log(
  await writeAtomically(path, Buffer.alloc(Number(bytes), '新')).then(
    () => 'written',
    (error: NodeJS.ErrnoException) => error.code,
  ),
)
