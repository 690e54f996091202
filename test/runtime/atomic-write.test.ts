import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { readData } from '../../src/composition/data.node.ts'
import { filesIn } from '../../src/composition/evidence.node.ts'
import {
  copyBeside,
  removeLeftovers,
  writeAtomically,
  writeFolderAtomically,
} from '../../src/runtime/atomic-write.node.ts'
import { built } from '../built.ts'
import { syncedBy, TELLS_DESCRIPTORS } from './synced.ts'

const root = mkdtempSync(join(tmpdir(), 'yaodian-whole-'))
afterAll(() => rmSync(root, { recursive: true }))

let folders = 0
function fresh(): string {
  const folder = join(root, String(folders++))
  mkdirSync(folder)
  return folder
}

/** A process that was there and is gone. */
const gone = spawnSync(process.execPath, ['-e', '0']).pid
const part = (pid: number, name = 'a.pdf'): string => `.${name}.${pid}.01234567-89ab-cdef-0123-456789abcdef.part`

describe('a file', () => {
  test('takes the place of the older one, and leaves nothing beside it', async () => {
    const folder = fresh()
    const path = join(folder, '通报.docx')
    await writeAtomically(path, '旧')
    await writeAtomically(path, new TextEncoder().encode('新'))
    expect(readFileSync(path, 'utf8')).toBe('新')
    expect(readdirSync(folder)).toEqual(['通报.docx'])
  })

  test('is seen whole, or as it was, by whoever looks while it is written', async () => {
    const path = join(fresh(), '台账.xlsx')
    writeFileSync(path, '旧')
    let isWritten = false
    const writing = writeAtomically(path, Buffer.alloc(8_000_000)).finally(() => {
      isWritten = true
    })
    const sizes = new Set<number>()
    while (!isWritten) {
      sizes.add(statSync(path).size)
      await setImmediate()
    }
    await writing
    sizes.add(statSync(path).size)
    expect([...sizes]).toEqual([3, 8_000_000])
  })

  test('that breaks off at the limit of a file’s size leaves the older one, and nothing of itself', async () => {
    const folder = fresh()
    const path = join(folder, '台账.xlsx')
    writeFileSync(path, '旧')
    const overwriting = `'${process.execPath}' '${await built('test/runtime/overwriting.ts')}' '${path}' 2000000`
    const said = (script: string): string => spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout.trim()
    expect(said(`ulimit -f 1160; ${overwriting}`)).toBe('EFBIG')
    expect(readFileSync(path, 'utf8')).toBe('旧')
    expect(readdirSync(folder)).toEqual(['台账.xlsx'])
    expect(said(overwriting)).toBe('written')
    expect(statSync(path).size).toBe(2_000_000)
  })

  test('whose folder is not there leaves nothing of itself', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'is-a-folder'))
    await expect(writeAtomically(join(folder, 'nowhere', 'x'), 'x')).rejects.toThrow(/ENOENT/)
    await expect(writeFolderAtomically(join(folder, 'plan'), new Map([['a/b.yaml', 'x']]))).rejects.toThrow(/ENOENT/)
    expect(readdirSync(folder)).toEqual(['is-a-folder'])
  })

  test('of a pipe or a device is written to it', async () => {
    const folder = fresh()
    symlinkSync('/dev/null', join(folder, 'out'))
    await writeAtomically(join(folder, 'out'), 'x')
    expect(readdirSync(folder)).toEqual(['out'])
  })
})

describe.skipIf(!TELLS_DESCRIPTORS)('what was written is there after the power failed:', () => {
  test('a file is on the disk before it has its name, and then its name is', async () => {
    const folder = fresh()
    const path = join(folder, '通报.docx')
    expect(await syncedBy(() => writeAtomically(path, '新'))).toEqual([
      { path: expect.stringMatching(/\.part$/) },
      { path: folder, holds: ['通报.docx'] },
    ])
  })

  test('a folder’s files are, their names in it, and its own', async () => {
    const parent = fresh()
    const synced = await syncedBy(() => writeFolderAtomically(join(parent, '2018'), new Map([['plan.yaml', 'a']])))
    expect(synced).toEqual([
      { path: expect.stringMatching(/plan\.yaml\..*\.part$/) },
      { path: expect.stringMatching(/2018\..*\.part$/), holds: ['plan.yaml'] },
      { path: parent, holds: ['2018'] },
    ])
  })

  test('the first file of evidence is, with the folder that was made for it', async () => {
    const parent = fresh()
    const folder = join(parent, 'evidence')
    const content = Buffer.from('%PDF-1.4')
    const hash = createHash('sha256').update(content).digest('hex')
    const synced = await syncedBy(() => filesIn(folder, []).keep(hash, content))
    expect(synced).toContainEqual({ path: parent, holds: ['evidence'] })
    expect(synced.at(-1)).toEqual({ path: folder, holds: [hash] })
  })
})

test('a copy is looked at before it has a name: one that is not the whole leaves nothing', async () => {
  const folder = fresh()
  const [from, to] = [join(folder, 'from.db'), join(folder, 'to.db')]
  writeFileSync(from, 'x'.repeat(100_000))
  writeFileSync(to, '旧')
  const whole = createHash('sha256').update('x'.repeat(100_000)).digest('hex')
  const beside = await copyBeside(from, to, whole)
  expect(readFileSync(beside, 'utf8')).toHaveLength(100_000)
  rmSync(beside)
  // It broke off, as on a disk that is pulled out.
  writeFileSync(from, 'x'.repeat(65_536))
  await expect(copyBeside(from, to, whole)).rejects.toThrow(/not what was copied/)
  expect(readdirSync(folder).sort()).toEqual(['from.db', 'to.db'])
  expect(readFileSync(to, 'utf8')).toBe('旧')
})

test('a folder comes with all its files, and an older one of that name is not touched', async () => {
  const folder = join(fresh(), '2018')
  await writeFolderAtomically(
    folder,
    new Map([
      ['plan.yaml', 'a'],
      ['document.txt', 'b'],
    ]),
  )
  expect(readdirSync(folder).sort()).toEqual(['document.txt', 'plan.yaml'])
  await expect(writeFolderAtomically(folder, new Map([['x', 'y']]))).rejects.toThrow()
  expect(readdirSync(folder).sort()).toEqual(['document.txt', 'plan.yaml'])
})

describe('leftovers', () => {
  test('of a process that is gone are removed, and of an earlier life of this one’s number', async () => {
    const folder = fresh()
    mkdirSync(join(folder, part(gone, '2018')))
    for (const name of [part(gone), part(process.pid), 'kept', '.hidden', 'a.part'])
      writeFileSync(join(folder, name), 'x')
    const before = Date.now() / 1_000 - process.uptime() - 60
    utimesSync(join(folder, part(process.pid)), before, before)
    expect(await removeLeftovers(folder)).toBe(3)
    expect(readdirSync(folder).sort()).toEqual(['.hidden', 'a.part', 'kept'])
    expect(await removeLeftovers(join(folder, 'nowhere'))).toBe(0)
  })

  test('of a process that is at work, this one’s too, stay, unless they are an hour old: its number has then gone to another', async () => {
    const folder = fresh()
    const paths = [process.ppid, process.pid].map((pid) => join(folder, part(pid)))
    for (const path of paths) writeFileSync(path, 'x')
    expect(await removeLeftovers(folder)).toBe(0)
    for (const path of paths) utimesSync(path, 0, 0)
    expect(await removeLeftovers(folder)).toBe(2)
  })

  test('are no data', () => {
    const folder = fresh()
    mkdirSync(join(folder, '.2018.1.part'))
    writeFileSync(join(folder, '.2018.1.part', 'plan.yaml'), 'x')
    writeFileSync(join(folder, 'regions.csv'), 'x')
    expect([...readData(folder).keys()].filter((path) => !path.startsWith('prompts/'))).toEqual(['regions.csv'])
  })
})

describe('evidence', () => {
  const content = Buffer.from('%PDF-1.4 '.repeat(100_000))
  const hash = createHash('sha256').update(content).digest('hex')

  test.each([
    ['was cut off under its whole hash', content.subarray(0, 593_920)],
    ['has one byte changed', Buffer.from(content).fill(0, 77, 78)],
    ['is empty', Buffer.alloc(0)],
  ])('that %s is written anew when it is sent again', async (_, held) => {
    const folder = fresh()
    writeFileSync(join(folder, hash), held)
    await filesIn(folder, []).keep(hash, content)
    expect(readFileSync(join(folder, hash)).equals(content)).toBe(true)
    expect(readdirSync(folder)).toEqual([hash])
  })

  test('half-written by a process that died is removed at the start', async () => {
    const folder = fresh()
    writeFileSync(join(folder, part(gone, hash)), content.subarray(0, 100))
    await filesIn(folder, []).keep(hash, content)
    expect(readdirSync(folder)).toEqual([hash])
  })

  test('of another hash than its name is not kept', async () => {
    const folder = fresh()
    await expect(filesIn(folder, []).keep(hash, content.subarray(1))).rejects.toThrow(/hash/)
    expect(readdirSync(folder)).toEqual([])
  })

  test('that two send at once is there whole', async () => {
    const folder = join(fresh(), 'evidence')
    const files = filesIn(folder, [])
    await Promise.all([files.keep(hash, content), files.keep(hash, content), filesIn(folder, []).keep(hash, content)])
    expect(readFileSync(join(folder, hash)).equals(content)).toBe(true)
    expect(readdirSync(folder)).toEqual([hash])
  })
})
