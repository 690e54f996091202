/** 4: the province with its cities and counties: those that the office has, or a list of its own. */

import { provinceIn } from '../../../office/load/index.ts'
import { readPlaces } from '../../../office/load/province/province.ts'
import { existsOn, type Regions } from '../../../office/region.ts'
import * as pc from '../../colour.ts'
import { askFile, mended } from '../files.ts'
import { linesOf, type Making } from '../making.ts'
import { Wrong } from '../terminal.ts'
import * as text from '../text.ts'
import { earlier } from './paper.ts'

/** The province's cities and counties: those known already, or from a list. */
export async function regionsStep(making: Making): Promise<void> {
  const { terminal, flags, folder, state } = making
  const known = knownRegions(making)
  const asked = flags.regions ?? earlier(folder, state.regions.list)
  const isKnown =
    known !== undefined &&
    asked === undefined &&
    (await terminal.ask({ text: text.knownRegions(await countsOf(making, known)), read: (typed) => typed === '' }))
  if (isKnown) await making.keep({ regions: {} })
  else await listed(making, asked)
  terminal.say(`  ${text.regionsRead(await countsOf(making, await making.regions()))}`)
  const places = await making.places()
  if (places && !places.coded) terminal.say(pc.yellow(`  ⚠ ${text.uncoded}`))
}

async function listed(making: Making, proposal: string | undefined): Promise<void> {
  const { year } = making
  const said = making.state.regions.province ?? (await provinceSaid(making))
  let isNamed = false
  const list = await askFile(making, {
    what: 'regions',
    text: text.regionsAsked,
    proposal,
    flag: '--regions FILE',
    async check({ name, bytes }) {
      if (!making.ownsFolder) throw new Wrong(text.needsOffice(year))
      const lines = await mended(() => linesOf(name, bytes))
      isNamed = readPlaces(lines).province !== ''
      const { faults } = readPlaces(lines, isNamed ? undefined : (said ?? text.someProvince))
      if (faults.length > 0) throw new Wrong(text.placeFaults(faults))
    },
  })
  const province = isNamed ? undefined : (said ?? (await provinceAsked(making)))
  await making.keep({ regions: { list, ...(province && { province }) } })
}

const provinceAsked = ({ terminal }: Making): Promise<string> =>
  terminal.ask({
    text: text.provinceAsked,
    read: (typed) => {
      if (typed.length < 2) throw new Wrong(text.nameShort)
      return typed
    },
  })

/** 云泽省 of 云泽省制造业提质办公室: for a list of cities and counties alone. */
async function provinceSaid(making: Making): Promise<string | undefined> {
  const { issuer = '', addressees = '', title } = (await making.paper()).document
  return [issuer, title, addressees].flatMap((one) => text.provinceIn(one) ?? [])[0]
}

function knownRegions(making: Making): Regions | undefined {
  const files = making.present()
  return [...files.keys()].some((path) => path.startsWith('regions/')) ? provinceIn(files) : undefined
}

async function countsOf(making: Making, regions: Regions): Promise<text.Counts> {
  const { issued } = await making.about()
  const below = regions.all.filter(({ level }) => level !== 'province')
  return {
    province: regions.province.name,
    cities: regions.cities(issued).length,
    counties: regions.counties(issued).length,
    gone: below.filter((one) => !existsOn(one, issued)).map(({ name }) => name),
  }
}
