/** 4: the province with its cities and counties: those that the office has, or a list of its own. */
import { provinceIn } from '../../../office/load/index.ts'
import { readPlaces } from '../../../office/load/province/province.ts'
import { existsOn, type Regions } from '../../../office/region.ts'
import { type Ask, type FileAsk, type GivenFile, type Look, mended, plain, Wrong, warn } from '../ask.ts'
import { linesOf, type Making } from '../making.ts'
import * as text from '../text.ts'

/** The province's cities and counties, as the step shows them: those known already, or what a list is asked for with. */
export async function regionsLook(making: Making): Promise<Look> {
  const known = knownRegions(making)
  const { list, province } = making.state.regions
  const asked: FileAsk = {
    kind: 'file',
    name: 'regions',
    text: text.regionsAsked,
    others: known ? [{ value: text.KNOWN, label: text.knownRegions(await countsOf(making, known)) }] : [],
    proposal: list ?? (known && text.KNOWN),
    pasted: true,
    take: (given) => (typeof given === 'string' ? making.keep({ regions: {} }) : listed(making, given)),
  }
  const isUnnamed = list !== undefined && province === undefined && (await making.places())?.province === ''
  if ((!list && !known) || isUnnamed) return { shown: [], asks: [asked, ...(isUnnamed ? [provinceAsk(making)] : [])] }
  const places = await making.places()
  return {
    shown: [
      plain(text.regionsRead(await countsOf(making, await making.regions()))),
      ...(places && !places.coded ? [warn(text.uncoded)] : []),
    ],
    asks: [asked],
  }
}

/** @throws Wrong with what is wrong in which line */
async function listed(making: Making, file: GivenFile): Promise<void> {
  if (!making.ownsFolder) throw new Wrong(text.needsOffice(making.year))
  const lines = await mended(() => linesOf(file.name, file.bytes))
  const isNamed = readPlaces(lines).province !== ''
  const province = isNamed ? undefined : (making.state.regions.province ?? (await provinceSaid(making)))
  const { faults } = readPlaces(lines, isNamed ? undefined : (province ?? text.someProvince))
  if (faults.length > 0) throw new Wrong(text.placeFaults(faults))
  const list = await making.keepFile('regions', file)
  await making.keep({ regions: { list, ...(province && { province }) } })
}

const provinceAsk = (making: Making): Ask => ({
  kind: 'text',
  name: 'province',
  text: text.provinceAsked,
  async take(province) {
    if (province.length < 2) throw new Wrong(text.nameShort)
    const { list } = making.state.regions
    const { faults } = list ? readPlaces(await linesOf(list.name, making.bytesOf(list)), province) : { faults: [] }
    if (faults.length > 0) throw new Wrong(text.placeFaults(faults))
    await making.keep({ regions: { ...making.state.regions, province } })
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
