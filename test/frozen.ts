/** The data of the tests' own office (see data.ts) for what runs without the bundler: processes that tests start. */
import { join } from 'node:path'
import { dataOf, officeData, readData } from '../src/composition/data.node.ts'
import type { Files } from '../src/office/load/index.ts'
import { overlaid } from './fixtures/offices/overlaid.ts'

/** As `YAODIAN_DATA` names it: a program that is started with it is the tests' own office, whatever ships. */
export const OFFICE = join(import.meta.dirname, 'fixtures/offices/zhejiang')

export const frozenFiles = (): Files =>
  overlaid(readData(), new Map([...readData(OFFICE)].filter(([path]) => !path.startsWith('prompts/'))))

/** The same as the program reads it: without lessons, and made ready while the build saw the very same. */
export const frozenReady = (): Files => officeData(dataOf(OFFICE))
