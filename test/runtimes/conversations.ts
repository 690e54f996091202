/** One office, its conversations: the same on every runtime. */
import { describe, expect, test } from 'vitest'
import { keepDocument, readDocument } from '../../src/documents/index.ts'
import type { Amount } from '../../src/office/amount.ts'
import type { Instant } from '../../src/office/day.ts'
import type { PersonId } from '../../src/office/person.ts'
import type { IndicatorId } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { keepAllocation } from '../../src/progress/index.ts'
import type { Store } from '../../src/store/index.ts'
import { office, whole } from '../invented.ts'
import { metered } from './metered.ts'

/** @param opened a fresh, migrated store of the runtime; here it keeps to D1's limits on every runtime */
export function conversations(opened: () => Promise<Store>): void {
  const open = async (): Promise<Store> => metered(await opened())

  describe('the office in conversation', () => {
    test('an official asks and gets the figure with its provision, and a follow-up is understood', async () => {
      const { says } = await office(await open())
      expect(await says('官员', '2017年要处置多少家老旧木厂？')).toMatch(/63家[\s\S]*二（三）/)
      expect(await says('官员', '那林地呢？')).toMatch(/1.202万亩[\s\S]*四（一）/)
      expect(await says('官员', '2018年呢')).not.toMatch(/1.202万亩.*\n〔/)
    })

    test('a contact reports in one line, sees it echoed, and takes it back', async () => {
      const { says, presses, store } = await office(await open())
      expect(await says('柳泉', '/上报 老旧木厂 12家 截至 6月30日')).toMatch(/已记录[\s\S]*处置老旧木厂[\s\S]*12家/)
      expect(await presses('柳泉', '撤销')).toMatch(/已撤销|撤回/)
      const held = await store.all(
        `SELECT * FROM cell WHERE region = '980522' AND indicator = 'idle-mills' AND state = 'submitted'`,
      )
      expect(held).toEqual([])
    })

    test('a report that is delivered twice at the same moment is recorded once', async () => {
      const { redeliver, hears, store } = await office(await open())
      await Promise.all([1, 2].map(() => redeliver('柳泉', '/上报 老旧木厂 12家 截至 6月30日', 'same')))
      expect(await store.all(`SELECT * FROM ledger WHERE indicator = 'idle-mills'`)).toHaveLength(1)
      expect(hears('柳泉')).toHaveLength(1)
    })

    test('who has reported is not reminded, who is missing is, and the coordinator hears who', async () => {
      const { says, until, hears } = await office(await open(), '2017-07-04 09:00')
      await says(
        '柳泉',
        '/上报 截至6月底：落后土窑 12家；散锯点 96家；老旧木厂 12家；林下产业园区 1家；标准苗棚 12万平方米；龙企 9家；林产型中小微企业 40家；存量林地 0.09万亩；用柴空间 1.1万吨标煤',
      )
      await says('柳泉', '其他指标本月无新增')
      const before = hears('柳泉').length
      await until('2017-07-05 18:00')
      expect(hears('竹坞').join('\n')).toMatch(/竹坞县[\s\S]*截止/)
      expect(hears('柳泉').slice(before).join('\n')).not.toMatch(/2017年6月[^。]*未报/)
      expect(hears('澄州').join('\n')).toMatch(/竹坞县/)
    })

    test('nobody reports for another county, and the refusal says why', async () => {
      const { says, store } = await office(await open())
      expect(await says('官员', '/上报 老旧木厂 12家 截至 6月30日')).toMatch(/没有权限|县联系人/)
      await says('竹坞', '柳泉县老旧木厂截至6月底处置12家')
      expect(await store.all('SELECT * FROM ledger')).toEqual([])
    })

    test('a measure, two goals at once, a provision by its number: each answer with its provision', async () => {
      const { says } = await office(await open())
      expect(await says('官员', '对老旧木厂有什么措施？')).toMatch(/沧林委〔2016〕4号[\s\S]*〔二（三）〕/)
      expect(await says('官员', '2017年新认定林业龙头企业和林产型中小微企业各多少家？')).toMatch(
        /247家[\s\S]*892家[\s\S]*〔三（三）〕/,
      )
      expect(await says('官员', '/原文 二（三）')).toMatch(/加大老旧木厂处置力度[\s\S]*2017年处置老旧木厂63家/)
    })

    test('a document brought in is answered from with the next message, and its newer version takes its place', async () => {
      const { says, store } = await office(await open())
      const paper = (area: string) =>
        readDocument(
          `关于做好闲置苗棚排查工作的通知\n\n省工办〔2017〕31号\n\n一、明确任务\n2017年排查闲置苗棚${area}万平方米。\n`,
          { id: 'paper' },
        )
      expect(await says('官员', '2017年要排查闲置苗棚多少？')).not.toMatch(/450万平方米/)
      await store.commit(keepDocument(paper('450'), 'a.docx', 1 as Instant))
      expect(await says('官员', '2017年要排查闲置苗棚多少？')).toMatch(/450万平方米[\s\S]*闲置苗棚排查/)
      await store.commit(keepDocument(paper('460'), 'b.docx', 2 as Instant))
      expect(await says('官员', '2017年要排查闲置苗棚多少？')).toMatch(/460万平方米/)
      expect(await says('官员', '2017年要处置多少家老旧木厂？')).toMatch(/63家/)
    })

    test('an allocation imported while it runs holds from the next message on', async () => {
      const { says, store } = await office(await open())
      await says('柳泉', '/上报 老旧木厂 12家 截至 6月30日')
      expect(await says('官员', '柳泉老旧木厂完成多少了？')).toMatch(/63\.2%/)
      const goals = new Map([['980522' as RegionKey, new Map([['idle-mills' as IndicatorId, '24' as Amount]])]])
      await store.commit([keepAllocation(whole.plan, goals, '省工办〔2017〕20号', '省办' as PersonId, 1 as Instant)])
      expect(await says('官员', '柳泉老旧木厂完成多少了？')).toMatch(/50(?:\.0)?%/)
    })

    test('what the documents do not say is said to be not in them', async () => {
      const { says } = await office(await open())
      expect(await says('官员', '四个工作组的牵头单位是谁？')).toMatch(/^没有在文件里找到/)
      expect(await says('省办', '今天天气怎么样')).not.toMatch(/〔[一二三四五]/)
    })

    test('a figure that looks wrong waits for its reason, which travels with it to the reviewer', async () => {
      const { says, store } = await office(await open())
      expect(await says('柳泉', '/上报 用柴空间 30万吨标煤 截至 6月30日')).toMatch(/请确认[\s\S]*还没有记录/)
      expect(await store.all('SELECT * FROM ledger')).toEqual([])
      expect(await says('柳泉', '/确认 省重点项目一次性腾出')).toMatch(/已记录[\s\S]*30万吨标煤/)
      expect(await says('澄州', '/审核')).toMatch(/省重点项目一次性腾出/)
    })

    test('a correction keeps both values, a review returns with its reason, and what is reviewed is not undone', async () => {
      const { says, presses, hears, store } = await office(await open())
      await says('柳泉', '/上报 老旧木厂 12家 截至 6月30日')
      expect(await says('柳泉', '/更正 老旧木厂 13家 截至 6月30日 原因：漏计一家')).toMatch(/12 → 13家/)
      expect(await says('澄州', '/退回 柳泉县 老旧木厂 口径不对')).toMatch(/已退回/)
      expect(hears('柳泉').join('\n')).toMatch(/退回[\s\S]*口径不对/)
      await says('柳泉', '/更正 老旧木厂 11家 截至 6月30日 原因：按新口径')
      expect(await says('澄州', '/审核')).toMatch(/柳泉县[\s\S]*11家/)
      await presses('澄州', '全部通过（1项）')
      expect(await says('柳泉', '/撤回')).toMatch(/没有可撤回/)
      expect(await says('省办', '/接收')).toMatch(/澄州|柳泉/)
      const history = await store.all(`SELECT act, value FROM ledger WHERE region = '980522' ORDER BY sequence`)
      expect(history.map(({ value }) => value)).toEqual(['12', '13', null, '11', null])
      expect(history.map(({ act }) => act)).toEqual(
        expect.arrayContaining(['report', 'correction', 'return', 'accept']),
      )
    })

    test('a nil report settles what is owed, and one sees what is still owed', async () => {
      const { says } = await office(await open())
      expect(await says('竹坞', '/我的')).toMatch(/2017年6月：8项都没报/)
      expect(await says('竹坞', '/零报告')).toMatch(/2017年6月应报的8项已全部报齐/)
      expect(await says('竹坞', '/我的')).not.toMatch(/2017年6月：/)
    })

    test('progress, ranking and who is missing are answered from the ledger', async () => {
      const { says } = await office(await open())
      await says('柳泉', '/上报 老旧木厂 12家 截至 6月30日')
      await says('竹坞', '/上报 老旧木厂 2家 截至 6月30日')
      expect(await says('省办', '/进度 老旧木厂')).toMatch(/14[\s\S]*63家/)
      expect(await says('官员', '柳泉老旧木厂完成多少了？')).toMatch(/12家[\s\S]*63\.2%/)
      expect(await says('官员', '/排名 老旧木厂')).toMatch(/没有名次[\s\S]*竹坞县[\s\S]*柳泉县/)
      expect(await says('澄州', '/未报')).toMatch(/澄州市[\s\S]*没报齐/)
    })

    test('a stranger asks to become a contact, the city coordinator agrees, and the stranger may report', async () => {
      const { says, presses, hears } = await office(await open())
      expect(await says('生人', '/上报 老旧木厂 1家 截至 6月30日')).toMatch(/没有权限/)
      await says('生人', '/绑定 苇渡县 张三')
      expect(hears('澄州').join('\n')).toMatch(/张三[\s\S]*苇渡县|苇渡县[\s\S]*张三/)
      await presses('澄州', '通过')
      expect(await says('生人', '/上报 老旧木厂 2家 截至 6月30日')).toMatch(/已记录：苇渡县/)
    })

    test('a moved deadline moves the reminders, and a bulletin is previewed from what the province received', async () => {
      const { says, presses, until, hears } = await office(await open())
      expect(await says('省办', '/截止 6月月报 7月7日 原因：系统维护')).toMatch(/7月5日[\s\S]*7月7日/)
      await presses('省办', '确认调整并通知')
      expect(hears('竹坞').join('\n')).toMatch(/7月7日/)
      const before = hears('竹坞').length
      await until('2017-07-07 08:00')
      expect(hears('竹坞').slice(before).join('\n')).toMatch(/7月5日（周三）→ 7月7日（周五）/)
      expect(hears('竹坞').slice(before).join('\n')).not.toMatch(/逾期/)
      await until('2017-07-10 12:00')
      expect(hears('竹坞').slice(before).join('\n')).toMatch(/逾期1个工作日/)
      expect(await says('省办', '/通报 6月')).toMatch(/通报预览[\s\S]*应报11个/)
    })
  })
}
