/** The words of 联系人. */

import {
  type Block,
  buttons,
  type Card,
  card,
  column,
  type Field,
  fields,
  note,
  say,
  sentence,
  table,
  told,
} from '../../message/card.ts'
import { dayName } from '../../office/day.ts'
import { placeName } from '../../office/format.ts'
import { LEVEL } from '../../office/levels.ts'
import { type Person, ROLE_NAMES } from '../../office/person.ts'
import type { Region, Regions } from '../../office/region.ts'
import type { OnPost } from '../../people/index.ts'
import { pressContacts } from '../presses.ts'
import type { VisiblePosts } from '../roster.ts'

const NOBODY = '还没有登记'
const NO_PHONES = '这里不显示电话，请在通讯录里按姓名联系本人；有事要问也可以发送“/转人工 问题”。'

/**
 * Who holds a post, as it is shown: 张三（请假至7月7日，由李四代）.
 * @param reader who reads it: their own name is marked
 */
export function nameOn({ id, name, away, standIn }: OnPost, reader: Person): string {
  const self = id === reader.id ? '您本人' : undefined
  const state = away
    ? `请假至${dayName(away)}，${standIn ? `由${standIn.name}代` : '没有人代'}`
    : standIn && `AB岗 ${standIn.name}`
  const remarks = [self, state].filter(Boolean).join('，')
  return remarks ? `${name}（${remarks}）` : name
}

const names = (posts: readonly OnPost[], reader: Person): string =>
  posts.map((one) => nameOn(one, reader)).join('、') || NOBODY

/** The answer to 联系人: who answers for a place. */
export function contactsCard(
  place: Region,
  { here, above, below }: VisiblePosts,
  reader: Person,
  regions: Regions,
): Card {
  const role = { county: 'contact', city: 'city-coordinator', province: 'provincial-coordinator' } as const
  const ofPlace: Field[] = [
    { name: ROLE_NAMES[role[place.level]], value: names(here, reader) },
    ...(place.level === 'county' ? [coordinators(above, reader)] : []),
  ]
  return card('info', `${placeName(regions, place.key)}找谁`, [
    fields(ofPlace),
    belowTable(below, reader, regions),
    note(NO_PHONES),
  ])
}

/** Who of those visible is on leave today. */
export const awayCard = (away: readonly OnPost[], reader: Person, regions: Regions): Card =>
  away.length === 0
    ? say('今天没有人请假', '看得到的联系人和协调员里，没有登记请假的。')
    : card(
        'info',
        `今天请假的：${new Set(away.map(({ id }) => id)).size}人`,
        away.map((one) =>
          sentence(`${placeName(regions, one.region)} ${ROLE_NAMES[one.role]}：${nameOn(one, reader)}`),
        ),
      )

/** Of the city; of the province where the city has none. */
const coordinators = (posts: readonly OnPost[], reader: Person): Field => ({
  name: ROLE_NAMES[posts[0]?.role ?? 'city-coordinator'],
  value: names(posts, reader),
})

function belowTable(below: VisiblePosts['below'], reader: Person, regions: Regions): Block[] {
  const [first] = below
  if (!first) return []
  const [place, role] =
    regions.get(first.region).level === 'county'
      ? ([LEVEL.counties, ROLE_NAMES.contact] as const)
      : ([LEVEL.city, ROLE_NAMES['city-coordinator']] as const)
  const rows = below.map(({ region, posts }) => ({ place: regions.get(region).name, who: names(posts, reader) }))
  return [table([column('place', place), column('who', role)], rows)]
}

/**
 * The answer to 联系人 for who may see no names.
 * @param isListed they are on the roster
 */
export const howToReach = (isListed: boolean): Card =>
  card('info', '这样找到我们', [
    sentence(`名册只给各${LEVEL.county}联系人和${LEVEL.above}协调员看，这里不列姓名。`),
    sentence(`有问题：发送“/转人工 您的问题”，${LEVEL.whole}协调员会在这里答复您。`),
    sentence(
      isListed
        ? '身份有变：请管理员在名册中登记。'
        : `您是${LEVEL.county}里的联系人：发送“/绑定 ${LEVEL.county}名 姓名”，由协调员通过；其他身份请管理员在名册中登记。`,
    ),
  ])

/**
 * The answer where a place is not known.
 * @param own the asker's region, for the example
 */
export const unknownPlace = (typed: string, own: Region): Card =>
  told('warn', `没有找到“${typed}”`, `请写${LEVEL.counties}或${LEVEL.city}的名字，例如：/联系人 ${own.name}。`)

/** The question which place is meant, a button each. */
export const whichPlace = (places: readonly Region[]): Card =>
  card('info', '要看哪里的联系人？', [
    buttons(places.map(({ key, name }) => ({ label: name, ...pressContacts({ region: key }) }))),
  ])

/** The refusal of the names of a place that is not the asker's to see. */
export const notShown = ({ name }: Region): Card =>
  told(
    'warn',
    `看不到${name}的联系人`,
    `${LEVEL.county}联系人能看本${LEVEL.county}和本${LEVEL.city}协调员，${LEVEL.city}协调员能看所辖各${LEVEL.county}和${LEVEL.whole}协调员。`,
    '需要转达，请发送“/转人工 要说的事”，由上级协调员处理。',
  )

/** What a group is told: the names went to the asker alone. */
export const toldInPrivate = (): Card => say('已私聊发给您', '群里不列姓名。')
