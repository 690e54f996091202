/** The shipped office, in the last week of its first year. */

import { parseInstant } from '../../src/office/day.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import { frozenFiles } from '../frozen.ts'

const NOW = parseInstant('2017-12-29 09:00')
if (NOW === undefined) throw new Error('no instant')
export const now = NOW

export const files = frozenFiles()
export const office = loadOffice(files)

const own = office.regions.find('长兴县')?.key
if (!own) throw new Error('no region')
export const region = own
