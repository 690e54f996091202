/**
 * A message whose text grows: a card entity whose one text is streamed, until another card takes its place.
 *
 * The entity is this process's own memory: after a restart the message still shows what it had, and the card that
 * replaces it is an ordinary update. Where entities cannot be had (no scope, refused) the card appears whole.
 *
 * What is written into an entity that no message shows is seen by nobody, and the platform takes it all the same. A
 * repeat names the message of the first try that got through, not what it shows: so a message is known to show an
 * entity only if every try of its key sent that one.
 */
import { z } from 'zod'
import { below, type Card, sentence } from '../../../message/card.ts'
import type { Delivery } from '../../channel.ts'
import { within } from '../../within.ts'
import { type Api, type ApiReply, isCardRefused } from '../api/api.ts'
import type { MessageContent } from '../channel.ts'
import type { CardJson } from './card.ts'
import { fitted } from './fit.ts'

interface Parts {
  readonly api: Api
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
  readonly say: (delivery: Delivery, content: MessageContent) => Promise<ApiReply>
  readonly patch: (message: string, card: CardJson) => Promise<ApiReply>
}

interface Entity {
  /** absent where the text goes on by updates */
  readonly id?: string
  readonly card: Card
  sequence: number
  /** an update under way */
  updating?: Promise<unknown>
}

/** What all tries of one key have sent up to `attempt`. */
interface Begun {
  readonly attempt: number
  /** undefined: not an entity, but the card itself */
  readonly id: Promise<string | undefined>
}

const Created = z.object({ card_id: z.string() })
const Shown = z.object({ message_id: z.string() })
const NO_ENTITY = Promise.resolve(undefined)
const TEXT = 'growing'
/** Streaming that ended or was never on, a sequence that was overtaken: the text goes on by updates. */
const NOT_STREAMING = new Set([200_850, 300_309, 300_317, 300_313])
const MOST_KEPT = 1_000
/** As long as a request is waited for, and a little. */
const LONGEST_UPDATE_MS = 15_000

/** Shows an answer while it is written, by Feishu's card entities, whose text is replaced in steps. */
export class GrowingCard {
  private readonly parts: Parts
  private readonly entities = new Map<string, Entity>()
  /** by the message's uuid; kept before the entity is made, so that a try beside this one sends the same */
  private readonly begun = new Map<string, Begun>()

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** @returns undefined where no entity is to be had: the card is then sent as any other, also by later tries */
  async begin(delivery: Delivery, uuid: string): Promise<ApiReply | undefined> {
    const { attempt = 1 } = delivery
    const id = this.entityOf(delivery, attempt, uuid)
    this.remember(uuid, { attempt, id })
    const card_id = await id
    if (card_id === undefined) return undefined
    const content = JSON.stringify({ type: 'card', data: { card_id } })
    const answer = await this.parts.say(delivery, { msg_type: 'interactive', content, uuid })
    if (isCardRefused(answer)) this.remember(uuid, { attempt, id: NO_ENTITY })
    const shown = answer.kind === 'ok' ? Shown.safeParse(answer.data).data : undefined
    if (shown) this.keep(shown.message_id, { id: card_id, card: delivery.card, sequence: 0 })
    return answer
  }

  private entityOf(delivery: Delivery, attempt: number, uuid: string): Promise<string | undefined> {
    const before = this.begun.get(uuid)
    if (before) return before.attempt >= attempt - 1 ? before.id : NO_ENTITY
    return attempt === 1 ? this.made(delivery) : NO_ENTITY
  }

  private async made({ key, card }: Delivery): Promise<string | undefined> {
    const { api, log } = this.parts
    const json = { type: 'card_json', data: JSON.stringify(streaming(card)) }
    const made = await api.call('cardkit.card.create', { method: 'POST', path: '/open-apis/cardkit/v1/cards', json })
    const id = made.kind === 'ok' ? Created.safeParse(made.data).data?.card_id : undefined
    if (id === undefined)
      log({ event: 'card-entity-failed', key, error: made.kind === 'ok' ? 'no card_id' : made.kind })
    return id
  }

  /**
   * Shows all that is to be read by now; what fails is left to the card that replaces the message.
   * @param step number of this showing, so that the platform knows a repeat
   */
  async show(message: string, text: string, step: number): Promise<void> {
    const entity = this.entities.get(message)
    if (!entity) return
    if (!entity.id) {
      entity.updating = this.parts.patch(message, fitted(withText(entity.card, text)))
      await entity.updating
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
      [{ key: entity.id, most: 10, windowMs: 1_020 }],
    )
    const isReplaced = this.entities.get(message) !== entity
    if (!isReplaced && answer.kind === 'refused' && NOT_STREAMING.has(answer.code))
      this.keep(message, { card: entity.card, sequence: entity.sequence })
  }

  /**
   * The whole card in the entity's place, which ends the streaming.
   * @returns undefined where there is no entity, or it took nothing: the message itself is then to be updated
   */
  async replace(message: string, card: string): Promise<ApiReply | undefined> {
    const entity = this.entities.get(message)
    this.entities.delete(message)
    // Updates bear no sequence: one that is still on its way would come after the whole, and stay.
    if (entity?.updating) await within(LONGEST_UPDATE_MS, entity.updating)
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
    limited(this.entities.set(message, entity))
  }

  private remember(uuid: string, begun: Begun): void {
    limited(this.begun.set(uuid, begun))
  }
}

function limited(kept: Map<string, unknown>): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break
    kept.delete(oldest)
  }
}

const withText = (card: Card, text: string): Card => below(card, sentence(text))

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
