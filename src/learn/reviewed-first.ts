/** A reviewed answer comes before any other, as long as the document that it rests on is in force. */
import { type Document, documentId, provisionText } from '../documents/index.ts'
import { answer, type Command } from '../message/command.ts'
import { lookingFirst } from '../message/declare.ts'
import { inboxId } from '../message/incoming.ts'
import { nameOf } from '../people/index.ts'
import type { KeyOf } from './questions.ts'
import { vouchedFor } from './rows.ts'
import * as text from './text.ts'

/** The documents in force, told by their text: a newer version is another. */
export interface Shelf {
  readonly documents: readonly Document[]
  readonly byId: ReadonlyMap<string, Document>
  readonly idOf: (document: Document) => string
}

/**
 * The documents by which a reviewed answer is looked up again, by the identity of their text.
 * @param documents those in force
 */
export const shelfOf = (documents: readonly Document[]): Shelf => ({
  documents,
  byId: new Map(documents.map((document) => [documentId(document.text), document])),
  idOf: (document) => documentId(document.text),
})

/**
 * The question command, with reviewed answers first: a question that was reviewed is answered by its provision, as that
 * stands in the document in force today.
 * @param base answers what was not reviewed, and what was from a document that no longer holds
 */
export const reviewedFirst = (base: Command, keyOf: KeyOf, shelf: Shelf): Command =>
  lookingFirst(base, async (asked) => {
    const key = keyOf(asked.text)
    const vouched = key === undefined ? undefined : await vouchedFor(asked.store, key)
    const document = vouched && shelf.byId.get(vouched.document)
    const quote = document && provisionText(document, vouched.section)
    if (!vouched || !quote) return undefined
    const by = await nameOf(asked.store, vouched.person)
    return answer('answered', text.reviewedAnswer(vouched, quote, by, inboxId(asked.message)))
  })
