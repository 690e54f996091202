/** The data of the tests' own office as it is written, lessons and all, for tests that change a line, or teach. Else: data.ts. */
import type { Files } from '../src/office/load/index.ts'
import { below, overlaid } from './fixtures/offices/overlaid.ts'

const shipped = import.meta.glob<string>(['../data/**/*.{yaml,csv,txt}', '../prompts/*.md'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const own = import.meta.glob<string>('./fixtures/offices/zhejiang/**/*.{yaml,csv,txt}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export const written: Files = overlaid(below('../', shipped), below('./fixtures/offices/zhejiang/', own))
