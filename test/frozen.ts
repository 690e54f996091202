/** The data of the tests' own office (see data.ts) for what runs without the bundler: processes that tests start. */
import { join } from 'node:path'
import { readData } from '../src/data.node.ts'
import type { Files } from '../src/office/load/index.ts'
import { overlaid } from './fixtures/offices/overlaid.ts'

const OFFICE = join(import.meta.dirname, 'fixtures/offices/zhejiang')

export const frozenFiles = (): Files =>
  overlaid(readData(), new Map([...readData(OFFICE)].filter(([path]) => !path.startsWith('prompts/'))))
