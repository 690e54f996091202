/** The engines that passages' search is measured against, each fed as it likes it. */
import { create, insertMultiple, search as orama } from '@orama/orama'
import Database from 'better-sqlite3'
import MiniSearch from 'minisearch'
import { asked, cut } from '../../src/documents/search/cut.ts'
import { type Passage, PassageIndex } from '../../src/documents/search/index.ts'

export interface Engine {
  readonly name: string
  /** ids, the best first */
  readonly find: (query: string, k: number) => string[] | Promise<string[]>
}

const whole = ({ title, text }: Passage): string => (title ? `${title}\n${text}` : text)
const bigrams = (text: string): string => {
  const { grams, chars } = cut(text)
  return (grams.length ? grams : chars).map((gram) => gram.slice(1)).join(' ')
}

function fts5(name: string, tokenize: string, prepare: (text: string) => string) {
  return (passages: readonly Passage[]): Engine => {
    const db = new Database(':memory:')
    db.exec(`CREATE VIRTUAL TABLE passage USING fts5(text, tokenize = "${tokenize}")`)
    const insert = db.prepare('INSERT INTO passage (rowid, text) VALUES (?, ?)')
    db.transaction(() => {
      for (const [i, passage] of passages.entries()) insert.run(i + 1, prepare(whole(passage)))
    })()
    const select = db.prepare<[string, number], { rowid: number }>(
      'SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY bm25(passage) LIMIT ?',
    )
    return {
      name,
      find: (query, k) => {
        const terms = [...new Set(prepare(query).split(/[^\p{L}\p{N}]+/u))].filter(Boolean)
        const parts = tokenize === 'trigram' ? trigrams(query) : terms
        if (parts.length === 0) return []
        return select
          .all(parts.map((term) => `"${term}"`).join(' OR '), k)
          .map(({ rowid }) => passages[rowid - 1]?.id ?? '')
      },
    }
  }
}

const trigrams = (query: string): string[] => {
  const letters = query.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
  return [...new Set(Array.from({ length: Math.max(letters.length - 2, 0) }, (_, i) => letters.slice(i, i + 3)))]
}

function miniSearch(passages: readonly Passage[]): Engine {
  const index = new MiniSearch({ fields: ['text'], tokenize: (text) => bigrams(text).split(' ') })
  index.addAll(passages.map((passage, id) => ({ id, text: whole(passage) })))
  return {
    name: 'MiniSearch, bigrams',
    find: (query, k) =>
      index
        .search(query)
        .slice(0, k)
        .map(({ id }) => passages[id]?.id ?? ''),
  }
}

async function oramaSearch(passages: readonly Passage[]): Promise<Engine> {
  const db = create({
    schema: { key: 'string', text: 'string' } as const,
    components: {
      tokenizer: {
        language: 'custom',
        normalizationCache: new Map(),
        tokenize: (text: string) => bigrams(text).split(' '),
      },
    },
  })
  await insertMultiple(
    db,
    passages.map((passage) => ({ key: passage.id, text: whole(passage) })),
    2_000,
  )
  return {
    name: 'Orama, bigrams',
    find: async (query, k) =>
      (await orama(db, { term: query, properties: ['text'], limit: k })).hits.map((hit) => hit.document.key),
  }
}

export type Build = (passages: readonly Passage[]) => Engine | Promise<Engine>

export const own: Build = (passages) => {
  const index = new PassageIndex(passages)
  return { name: 'yaodian', find: (query, k) => index.search(query, k).map(({ id }) => id) }
}

export const PEERS: Readonly<Record<string, Build>> = {
  'FTS5 unicode61': fts5('FTS5 unicode61', 'unicode61', (text) => text),
  'FTS5 trigram': fts5('FTS5 trigram', 'trigram', (text) => text),
  'FTS5 bigrams': fts5('FTS5 bigrams', 'unicode61', (text) => bigrams(asked(text))),
  'MiniSearch, bigrams': miniSearch,
  'Orama, bigrams': oramaSearch,
}
