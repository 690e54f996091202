/**
 * Handing events over: at once, and while they are not answered within 3 s again after 15 s, 5 min, 1 h, 6 h,
 * always under the same event_id. Card callbacks are handed over once, whatever happens.
 */
import { HOUR, MINUTE, pause, SECOND } from './clock.ts'
import { count } from './counters.ts'
import { type Envelope, envelopeOf, type Happening } from './events.ts'
import type { Faults } from './faults.ts'
import type { World } from './state/world.ts'

/** How one attempt ended. `lost`: the peer cannot have answered (connection gone, fragment missing, sent with the 101). */
type Outcome = 'ok' | 'late' | 'lost' | 'no-connection' | `http ${number}` | `code ${number}`

export interface Answer {
  readonly outcome: Outcome
  readonly ms: number
  /** the handler's result: parsed JSON, undefined when there was none, `malformed` when it could not be read */
  readonly result?: unknown
  readonly malformed?: boolean
}

/** A way to the app: the long connections, or its webhook. */
export interface Carrier {
  readonly name: 'longconn' | 'webhook'
  carry(envelope: Envelope): Promise<Answer>
}

export interface Attempt extends Answer {
  /** ms of the wall */
  readonly at: number
  readonly via: Carrier['name']
}

export interface Delivery {
  readonly eventId: string
  readonly type: string
  readonly envelope: Envelope
  readonly attempts: Attempt[]
  /** `withheld`: the app lacks the scope for it */
  state: 'open' | 'done' | 'given-up' | 'withheld'
}

const SCHEDULE_MS = [15 * SECOND, 5 * MINUTE, HOUR, 6 * HOUR]

interface Pending {
  readonly delivery: Delivery
  readonly dueAt: number
  readonly timer: NodeJS.Timeout
}

export class Courier {
  readonly log: Delivery[] = []
  private readonly world: World
  private readonly faults: Faults
  private readonly carrier: () => Carrier
  private readonly pending = new Set<Pending>()
  /** redeliveries so far */
  private readonly tries = new WeakMap<Delivery, number>()
  private running = 0
  private closed = false

  constructor(world: World, faults: Faults, carrier: () => Carrier) {
    this.world = world
    this.faults = faults
    this.carrier = carrier
  }

  emit(happening: Happening): Delivery {
    const delivery = this.open(envelopeOf(this.world, happening))
    void this.track(this.first(delivery))
    return delivery
  }

  /** Something happened that the app may not hear of. */
  withhold(happening: Happening): Delivery {
    const delivery = this.open(envelopeOf(this.world, happening))
    delivery.state = 'withheld'
    return delivery
  }

  /** Hands over once more what was answered, as after an answer that was lost on its way back. */
  handOver(delivery: Delivery): Promise<Answer> {
    return this.track(this.attempt(delivery))
  }

  /** Hands a callback over, once. */
  async ask(happening: Happening): Promise<Answer> {
    const delivery = this.open(envelopeOf(this.world, happening, true))
    const answer = await this.track(this.attempt(delivery))
    delivery.state = answer.outcome === 'ok' ? 'done' : 'given-up'
    return answer
  }

  /** Skips time: what is due by then is handed over now. Resolves when these attempts have ended. */
  async advance(ms: number): Promise<void> {
    this.world.clock.skip(ms)
    const due = [...this.pending].filter(({ dueAt }) => dueAt <= this.world.clock.now())
    await Promise.all(due.map((entry) => this.track(this.again(entry))))
  }

  /** attempts under way */
  busy(): boolean {
    return this.running > 0
  }

  /** deliveries that wait for their next attempt */
  waiting(): number {
    return this.pending.size
  }

  close(): void {
    this.closed = true
    for (const { timer } of this.pending) clearTimeout(timer)
    this.pending.clear()
  }

  private open(envelope: Envelope): Delivery {
    const { event_id: eventId, event_type: type } = envelope.header
    const delivery: Delivery = { eventId, type, envelope, attempts: [], state: 'open' }
    this.log.push(delivery)
    return delivery
  }

  private async first(delivery: Delivery): Promise<void> {
    if (this.faults.hits('reorder')) await pause(20 + this.world.chance.below(380))
    const answers = await Promise.all(
      this.faults.hits('concurrent') ? [this.attempt(delivery), this.attempt(delivery)] : [this.attempt(delivery)],
    )
    this.conclude(
      delivery,
      answers.some(({ outcome }) => outcome === 'ok'),
    )
    if (delivery.state === 'done') await this.repeat(delivery)
  }

  private async repeat(delivery: Delivery): Promise<void> {
    if (this.faults.hits('duplicate')) {
      await pause(10 + this.world.chance.below(490))
      await this.attempt(delivery)
    }
    if (delivery.type === 'im.message.receive_v1' && this.faults.hits('newEventId')) {
      const copy = this.open(envelopeOf(this.world, { type: delivery.type, event: delivery.envelope.event }))
      this.conclude(copy, (await this.attempt(copy)).outcome === 'ok')
    }
  }

  private async again(entry: Pending): Promise<void> {
    if (!this.pending.delete(entry) || this.closed) return
    clearTimeout(entry.timer)
    this.conclude(entry.delivery, (await this.attempt(entry.delivery)).outcome === 'ok')
  }

  private conclude(delivery: Delivery, answered: boolean): void {
    if (answered) {
      delivery.state = 'done'
      return
    }
    const tries = this.tries.get(delivery) ?? 0
    const delay = SCHEDULE_MS[tries]
    if (delay === undefined || this.closed) {
      delivery.state = 'given-up'
      return
    }
    this.tries.set(delivery, tries + 1)
    const delayMs = delay / this.world.settings.redeliveryFactor
    const timer = setTimeout(() => void this.track(this.again(entry)), delayMs)
    const entry: Pending = { delivery, dueAt: this.world.clock.now() + delayMs, timer }
    this.pending.add(entry)
  }

  private async attempt(delivery: Delivery): Promise<Attempt> {
    const carrier = this.carrier()
    const at = Date.now()
    const answer = await carrier.carry(delivery.envelope)
    const attempt: Attempt = { ...answer, at, via: carrier.name }
    delivery.attempts.push(attempt)
    count(this.world.counters.attempts, answer.outcome)
    if (answer.outcome === 'late') this.world.counters.lateAnswers += 1
    return attempt
  }

  private async track<T>(work: Promise<T>): Promise<T> {
    this.running += 1
    try {
      return await work
    } finally {
      this.running -= 1
    }
  }
}
