/** Files of `data/` as the build makes them ready, `?ready`: read and checked once, not by each worker of a run. */
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'
import { prepareData } from '../src/office/load/prepare.ts'

export const ready: Plugin = {
  name: 'ready',
  enforce: 'pre',
  load(id) {
    const [, path] = /^(.+)\?ready$/.exec(id) ?? []
    if (path === undefined) return undefined
    const [text = ''] = prepareData(new Map([[path, readFileSync(path, 'utf8')]])).values()
    return { code: `export default ${JSON.stringify(text)}`, moduleType: 'js' }
  },
}
