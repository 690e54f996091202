/** `yaodian ingest FILE…`: what a file says, shown before it is kept; `--into` keeps it. */
import { basename } from 'node:path'
import { type FileReading, readFile } from '../documents/files/read-file.ts'
import {
  amountText,
  type Document,
  doubtsOf,
  FACT_NAMES,
  keepDocument,
  readDocument,
  supersededBy,
} from '../documents/index.ts'
import { instant } from '../office/day.ts'
import type { Store } from '../store/index.ts'
import * as pc from './colour.ts'
import { existingStore } from './database.ts'
import { bytesOf } from './jsonl.ts'
import { progressBar } from './progress.ts'

/**
 * `yaodian ingest`: reads papers and prints what was made of them; with `into` they are kept in the library.
 * @returns whether every file was read
 */
export async function ingest(files: string[], options: { into?: boolean }): Promise<boolean> {
  const bar = progressBar('ingest')
  const store = options.into ? existingStore() : undefined
  let good = true
  try {
    for (const [at, file] of files.entries()) {
      bar(at, files.length)
      good = (await one(file, store)) && good
    }
    bar(files.length, files.length)
  } finally {
    store?.close()
  }
  return good
}

async function one(file: string, store: Store | undefined): Promise<boolean> {
  const name = basename(file)
  const read = await readFile(name, bytesOf(file))
  if (read.kind === 'refused') {
    console.log(`${pc.red('✗')} ${printable(name)}：${read.reason}`)
    return false
  }
  const document = readDocument(read.text, { id: name.replace(/\.\w+$/, '') })
  console.log(preview(name, document, read).join('\n'))
  if (!store) return true
  const replaced = await supersededBy(store, document)
  await store.commit(keepDocument(document, name, instant(Date.now())))
  console.log(`${pc.green('✓')} 已入库${replaced.length ? `，取代 ${replaced.join('、')}` : ''}。\n`)
  return true
}

/** A file's name comes from elsewhere: control characters would write to the terminal. */
const printable = (text: string): string => text.replace(/\p{C}/gu, '?')

function preview(name: string, document: Document, read: Extract<FileReading, { kind: 'text' }>): string[] {
  const depth = (label: string | undefined): number => {
    const above = document.provisions.find((one) => one.label === label)
    return above ? 1 + depth(above.parent) : 0
  }
  const counts = Object.entries(FACT_NAMES).flatMap(([kind, called]) => {
    const count = document.facts.filter((fact) => fact.kind === kind).length
    return count ? [`${called} ${count}`] : []
  })
  const targets = document.facts.flatMap((fact) =>
    fact.kind === 'target'
      ? [
          `  ${fact.label}　${fact.scope ? `${fact.scope} ` : ''}${fact.object}　${amountText(fact)}　${fact.qualifiers.join(' ')}`,
        ]
      : [],
  )
  const doubtful = [...read.doubts, ...doubtsOf(document)]
  return [
    pc.bold(`《${document.title}》`),
    `文件 ${printable(name)}　文号 ${document.number ?? '—'}　印发 ${document.issued ?? '—'}　发文单位 ${document.issuer ?? '—'}`,
    ...document.provisions.map((one) => `  ${'  '.repeat(depth(one.parent))}${one.label} ${one.heading}`.trimEnd()),
    `读到：${counts.join('，') || '没有可识别的事实'}`,
    ...targets,
    ...doubtful.map((doubt) => pc.yellow(`⚠ ${doubt}`)),
    '',
  ].map((line) => line.replace(/\r|\n/g, ' '))
}
