/**
 * A message whose text grows: a card entity whose one text is streamed, until another card takes its place.
 *
 * The entity is this process's own memory: after a restart the message still shows what it had, and the card that
 * replaces it is an ordinary update. Where entities cannot be had (no scope, refused) the text grows by updates.
 */
import { z } from 'zod'
import type { Card } from '../../message/card.ts'
import type { Delivery, Sent } from '../channel.ts'
import type { Answer, Api } from './api.ts'
import type { CardJson } from './card.ts'
import type { Content } from './channel.ts'
import { fitted } from './fit.ts'

interface Parts {
  readonly api: Api
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
  readonly say: (delivery: Delivery, content: Content) => Promise<Sent>
  readonly patch: (message: string, card: CardJson) => Promise<Answer>
}

interface Entity {
  /** absent where the text grows by updates */
  readonly id?: string
  readonly card: Card
  sequence: number
}

const Created = z.object({ card_id: z.string() })
const TEXT = 'growing'
/** Streaming that ended or was never on, a sequence that was overtaken: the text goes on by updates. */
const NOT_STREAMING = new Set([200_850, 300_309, 300_317, 300_313])
const MOST_KEPT = 1_000

export class Growing {
  private readonly parts: Parts
  private readonly entities = new Map<string, Entity>()

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** @returns undefined where no entity is to be had: the card is then sent as any other */
  async begin(delivery: Delivery, uuid: string): Promise<Sent | undefined> {
    const { api, log, say } = this.parts
    const data = JSON.stringify(streaming(delivery.card))
    const json = { type: 'card_json', data }
    const made = await api.call('cardkit.card.create', { method: 'POST', path: '/open-apis/cardkit/v1/cards', json })
    const id = made.kind === 'ok' ? Created.safeParse(made.data).data?.card_id : undefined
    if (!id) {
      log({ event: 'card-entity-failed', key: delivery.key, error: made.kind === 'ok' ? 'no card_id' : made.kind })
      return undefined
    }
    const content = JSON.stringify({ type: 'card', data: { card_id: id } })
    const sent = await say(delivery, { msg_type: 'interactive', content, uuid })
    if (sent.ok) this.keep(sent.message, { id, card: delivery.card, sequence: 0 })
    return sent
  }

  /** Shows all that is to be read by now; what fails is left to the card that replaces the message. */
  async show(message: string, text: string, step: number): Promise<void> {
    const entity = this.entities.get(message)
    if (!entity) return
    if (!entity.id) {
      await this.parts.patch(message, fitted(withText(entity.card, text)))
      return
    }
    entity.sequence += 1
    const answer = await this.parts.api.call(
      'cardkit.cardElement.content',
      {
        method: 'PUT',
        path: `/open-apis/cardkit/v1/cards/${encodeURIComponent(entity.id)}/elements/${TEXT}/content`,
        json: { content: text, sequence: entity.sequence, uuid: `${message}-${step}`.slice(-64) },
      },
      [{ key: entity.id, most: 10, windowMs: 1_150 }],
    )
    if (answer.kind === 'refused' && NOT_STREAMING.has(answer.code))
      this.keep(message, { card: entity.card, sequence: entity.sequence })
  }

  /**
   * The whole card in the entity's place, which ends the streaming.
   * @returns undefined where there is no entity, or it took nothing: the message itself is then to be updated
   */
  async replace(message: string, card: string): Promise<Answer | undefined> {
    const entity = this.entities.get(message)
    this.entities.delete(message)
    if (!entity?.id) return undefined
    const answer = await this.parts.api.call('cardkit.card.update', {
      method: 'PUT',
      path: `/open-apis/cardkit/v1/cards/${encodeURIComponent(entity.id)}`,
      json: {
        card: { type: 'card_json', data: card },
        sequence: entity.sequence + 1,
        uuid: `${message}-end`.slice(-64),
      },
    })
    return answer.kind === 'ok' ? answer : undefined
  }

  private keep(message: string, entity: Entity): void {
    this.entities.set(message, entity)
    for (const oldest of this.entities.keys()) {
      if (this.entities.size <= MOST_KEPT) break
      this.entities.delete(oldest)
    }
  }
}

const withText = (card: Card, text: string): Card => ({ ...card, blocks: [...card.blocks, { kind: 'text', text }] })

/** The card with one more element, whose text is replaced as it grows: plain text, so that nothing in it is live. */
function streaming(card: Card): CardJson {
  const json = fitted(card) as { readonly body: { readonly elements: readonly CardJson[] } } & CardJson
  const text = { tag: 'div', text: { tag: 'plain_text', content: '…', element_id: TEXT } }
  return {
    ...json,
    config: { ...(json['config'] as CardJson), streaming_mode: true },
    body: { ...json.body, elements: [...json.body.elements, text] },
  }
}
