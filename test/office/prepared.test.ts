/** Data made ready by the build: the same office, for less reading; an edit wins. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { digestOf, officeData } from '../../src/composition/data.node.ts'
import { DataError, loadDemo, loadOffice, prepareData, yamlIn } from '../../src/office/load/index.ts'
import { frozenFiles } from '../frozen.ts'

const files = frozenFiles()
const ready = prepareData(files)
const folder = mkdtempSync(join(tmpdir(), 'yaodian-'))
const prepared = join(folder, 'data.json')
writeFileSync(prepared, JSON.stringify({ digest: digestOf(files), files: [...ready] }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const changed = [...files.keys()].filter((path) => ready.get(path) !== files.get(path))

describe('prepared data', () => {
  test('is of every YAML and CSV file, and of no other', () => {
    expect(changed.length).toBeGreaterThan(10)
    expect(changed).toEqual([...files.keys()].filter((path) => /\.(yaml|csv)$/.test(path)))
  })

  test('makes the same office and the same demo', () => {
    const office = loadOffice(files)
    expect(loadOffice(ready)).toEqual(office)
    expect(loadDemo(ready, office.regions)).toEqual(loadDemo(files, office.regions))
  })

  test.each(changed.filter((path) => path.endsWith('.yaml')))('says of %s what YAML says', (path) => {
    expect(yamlIn(ready.get(path) ?? '')).toEqual(parse(files.get(path) ?? ''))
  })

  test('is taken where the build saw these very files', () => {
    expect(officeData(files, prepared)).toEqual(ready)
  })

  test('gives way to an edit, whose faults are named by their lines', () => {
    const path = 'plans/2017/indicators.yaml'
    const edited = new Map(files).set(path, (files.get(path) ?? '').replace('kind: count', 'kind: counted'))
    expect(officeData(edited, prepared)).toEqual(edited)
    const faults = (): unknown => loadOffice(officeData(edited, prepared))
    expect(faults).toThrow(DataError)
    expect(faults).toThrow(/indicators\.yaml:\d+/)
  })

  test('gives way to a file that came or went, whatever their order', () => {
    const more = new Map(files).set('calendar/more.yaml', 'notices: []')
    expect(officeData(more, prepared)).toEqual(more)
    const fewer = new Map([...files].filter(([path]) => !path.startsWith('calendar/')))
    expect(officeData(fewer, prepared)).toEqual(fewer)
    expect(officeData(new Map([...files].reverse()), prepared)).toEqual(ready)
  })
})
