/** What plain questions get for an answer: right, dated, with its source, and nothing that was not reported. */
import { describe, expect, test } from 'vitest'
import { chen, qi, small, wu } from './small.ts'

const filled = async () => {
  const s = await small()
  await s.write(
    { region: '长兴', indicator: '僵尸企业', period: '2017-05', value: 2 },
    { region: '长兴', indicator: '僵尸企业', period: '2017-06', value: 3 },
    { region: '安吉', indicator: '僵尸企业', period: '2017-05', value: 2 },
    { region: '德清', indicator: '僵尸企业', period: '2017-06', value: 0, act: 'nil' },
    { region: '长兴', indicator: '标准厂房', period: '2017-06', value: '4.5' },
  )
  return s
}

describe('one region', () => {
  test('what is left, with rate, date and state', async () => {
    const s = await filled()
    expect(await s.ask(chen, '我们县僵尸企业还差多少？')).toMatch(
      /还差16家\n截至2017年6月30日，长兴县处置僵尸企业还差16家，累计3家，任务19家，完成率15.8%，落后序时33.8个百分点，🔴红灯（待审核）/,
    )
  })

  test('the document’s goal and the ledger’s figure in one answer, each with its source', async () => {
    const s = await filled()
    const said = await s.ask(wu, '文件要求处置多少家僵尸企业，现在完成了多少？')
    expect(said).toContain('截至2017年6月30日，全省处置僵尸企业累计5家，目标300家')
    expect(said).toContain('〔浙转升办〔2017〕13号 二（三）〕处置僵尸企业300家')
  })

  test('nothing reported is said so, never zero', async () => {
    const s = await filled()
    const said = await s.ask(chen, '我们县低小散完成了多少')
    expect(said).toContain('尚无上报')
    expect(said).not.toMatch(/累计0|完成率0/)
    expect(await s.ask(chen, '德清僵尸企业完成多少了')).toContain('累计0家') // a nil report is one
  })

  test('a county that did not report for the period is carried forward and said to be', async () => {
    const s = await filled()
    expect(await s.ask(chen, '安吉僵尸企业完成多少了')).toMatch(/截至2017年5月31日，安吉县.*累计2家.*6月未报，沿用5月/)
  })

  test('growth against the month before, with both dates', async () => {
    const s = await filled()
    expect(await s.ask(chen, '僵尸企业比上个月多了多少？')).toMatch(
      /截至2017年6月30日.*新增1家（比5月的2家，截至5月31日），累计3家/,
    )
  })

  test('the outlook says speed, year’s end and what is needed a week', async () => {
    const s = await filled()
    const said = await s.ask(chen, '僵尸企业按现在的速度年底能完成吗？')
    expect(said).toMatch(/完不成/)
    expect(said).toMatch(/到年底约\d+家/)
    expect(said).toMatch(/平均每周需1家/)
  })

  test('who reported, when, and what became of it', async () => {
    const s = await filled()
    const said = await s.ask(chen, '长兴县僵尸企业是谁报的')
    expect(said).toMatch(/截至2017年6月30日，长兴县处置僵尸企业由陈工上报，7月2日 10:00上报，累计3家（待审核）/)
  })

  test('another year is not made up', async () => {
    const s = await filled()
    const said = await s.ask(chen, '2016年处置了多少僵尸企业')
    expect(said).toContain('没有2016年')
    expect(said).not.toMatch(/\d家/)
  })
})

describe('many regions', () => {
  test('who is missing, for the own city by default, in every period that is still open, the oldest first', async () => {
    const s = await filled()
    const said = await s.ask(qi, '哪些县还没报？')
    expect(said).toMatch(/6月（7月5日截止，还有2天）：5个县没报齐（应报5个），缺41项/)
    expect(said).toMatch(/吴兴、南浔、德清（缺8项）、长兴（缺7项）、安吉/)
    expect(said).toMatch(/4月（5月5日截止，已过59天）[\s\S]*5月（[\s\S]*6月（[\s\S]*二季度（7月10日截止，还有7天）/)
    expect(said).not.toContain('杭州')
  })

  test('the own place in the province and in the city, and the neighbour’s in a follow-up', async () => {
    const s = await filled()
    expect(await s.ask(chen, '僵尸企业全省第几？')).toMatch(/长兴县.*在全省3个县（市、区）中排第2/)
    expect(await s.ask(chen, '安吉呢', ['僵尸企业全省第几？'])).toMatch(/安吉县.*排第1/)
  })

  test('a figure of zero and no figure are told apart', async () => {
    const s = await filled()
    const said = await s.ask(qi, '还有哪些县一家僵尸企业都没处置')
    expect(said).toMatch(/累计为0家的县（市、区）有1个：德清县/)
    expect(said).toMatch(/另有2个尚无上报，不能判断：吴兴区、南浔区/)
  })

  test('a line drawn by the question', async () => {
    const s = await filled()
    expect(await s.ask(chen, '僵尸企业超过2家的县有哪些')).toMatch(/超过2家的县（市、区）有1个：长兴县/)
    expect(await s.ask(chen, '僵尸企业2家以上的县有哪些')).toMatch(/达到或超过2家的县（市、区）有2个：长兴县.*安吉县/)
    expect(await s.ask(chen, '僵尸企业完成率不到10%的县有哪些')).toMatch(/低于10%的县（市、区）有1个：德清县/)
  })

  test('who added most since the month before, of those with both figures', async () => {
    const s = await filled()
    expect(await s.ask(chen, '6月僵尸企业增加最多的县')).toMatch(
      /按本期新增从高到低前1：长兴县新增1家（比5月的2家，截至5月31日/,
    )
  })

  test('which indicator is slowest', async () => {
    const s = await filled()
    expect(await s.ask(chen, '哪个指标进度最慢')).toMatch(/从低到高前1：僵尸企业完成率15.8%，.*落后序时33.8个百分点/)
  })

  test('who reported late', async () => {
    const s = await small('2017-07-12T09:00:00+08:00')
    await s.write(
      { region: '长兴', indicator: '僵尸企业', period: '2017-06', value: 3, at: '2017-07-05T17:00:00+08:00' },
      { region: '安吉', indicator: '僵尸企业', period: '2017-06', value: 3, at: '2017-07-06T09:00:00+08:00' },
    )
    expect(await s.ask(qi, '6月迟报的县有哪些')).toMatch(
      /迟报的县（市、区）有1个：安吉县僵尸企业迟报，晚了1天（截止7月5日），7月6日 09:00上报/,
    )
  })

  test('two places side by side', async () => {
    const s = await filled()
    expect(await s.ask(chen, '长兴和安吉僵尸企业谁快')).toMatch(/安吉县比长兴县高50.9个百分点/)
  })
})

describe('the way of a figure', () => {
  test('a correction is told with what stood before, to those inside alone', async () => {
    const s = await filled()
    await s.write({ region: '长兴', indicator: '标准厂房', period: '2017-06', value: '5.4', act: 'correction' })
    expect(await s.ask(chen, '我们6月厂房改过数没，原来报的多少')).toMatch(
      /更正过1次：7月2日 10:00报4\.5万平方米，7月2日 10:00更正为5\.4万平方米/,
    )
    expect(await s.ask(qi, '6月哪个县改过数')).toContain('7月2日 10:00报4.5万平方米')
    expect(await s.ask(chen, '长兴6月僵尸企业改过数没')).toContain('没有更正过')
    expect(await s.ask(chen, '德清6月厂房改过数没')).toContain('更正次数不公开')
    expect(await s.ask(chen, '我们6月厂房原来报的多少', [], 'group')).not.toContain('4.5')
  })

  test('why a figure was returned, in the thread it was spoken of', async () => {
    const s = await filled()
    await s.write({ region: '长兴', indicator: '僵尸企业', period: '2017-06', value: 3, act: 'return' })
    const said = await s.ask(chen, '为啥给退了', ['长兴6月僵尸企业报了没'])
    expect(said).toMatch(/6月报的3家在7月2日 10:00被退回/)
  })

  test('nothing new is no missing report: who said so, and who cannot be judged', async () => {
    const s = await filled()
    const said = await s.ask(wu, '6月僵尸企业零报告的有哪些县')
    expect(said).toContain('零报告的县（市、区）有1个：德清县零报告，累计0家')
    expect(said).toMatch(/另有\d+个本期未报，不能判断/)
    expect(await s.ask(qi, '6月僵尸企业哪个县没新增')).toMatch(/没有新增的县（市、区）有1个：德清县无新增.*零报告/)
  })

  test('whether one county was in time', async () => {
    const s = await filled()
    await s.write({
      region: '安吉',
      indicator: '僵尸企业',
      period: '2017-06',
      value: 4,
      at: '2017-07-06T09:00:00+08:00',
    })
    expect(await s.ask(qi, '安吉6月的数几号报的，晚了没')).toMatch(
      /迟报了。僵尸企业7月6日 09:00上报，迟报，晚了1天（截止7月5日）/,
    )
    expect(await s.ask(qi, '长兴6月的数报晚了没有')).toContain('按时上报')
    expect(await s.ask(chen, '海宁6月晚了没')).toContain('还没有上报')
  })
})

describe('pace, claims and shares', () => {
  test('the pace of a day, and what it comes to for an indicator', async () => {
    const s = await filled()
    expect(await s.ask(wu, '6月底序时进度应该到百分之多少')).toContain('到6月30日序时进度应到49.6%')
    expect(await s.ask(chen, '我们6月底按序时僵尸企业该完成多少家')).toMatch(
      /到6月30日序时进度应到49\.6%，约9\.4家，累计3家，.*落后序时33\.8个百分点/,
    )
  })

  test('a hope for the year’s end is asked about, not reported', async () => {
    const s = await filled()
    const said = await s.ask(chen, '我们僵尸企业年底15家能到吧')
    expect(said).toMatch(/到年底约\d+家/)
    expect(said).toMatch(/按现在的速度，年底到不了15家/)
  })

  test('a task’s share of the document’s goal, and where the task comes from', async () => {
    const s = await filled()
    expect(await s.ask(chen, '我们僵尸企业任务占全省多少')).toMatch(
      /长兴县处置僵尸企业任务19家，.*任务占文件目标300家的6\.3%/,
    )
    expect(await s.ask(chen, '我们僵尸企业那19家任务是哪个文件定的')).toMatch(/任务来源：演示数据.*不是文件定的/)
  })

  test('lights two periods running need a report in each', async () => {
    const s = await filled()
    const said = await s.ask(wu, '僵尸企业连续两个月红灯的有哪些县')
    expect(said).toMatch(/5月、6月每期都亮红灯的县（市、区）有1个：长兴县/)
    expect(said).not.toContain('安吉县（')
  })

  test('a month that is not over owes nothing yet', async () => {
    const s = await filled()
    expect(await s.ask(wu, '7月的数出来没')).toMatch(/2017年7月还没有结束，没到上报的时候/)
  })

  test('a name typed by its sound is answered and named', async () => {
    const s = await filled()
    expect(await s.ask(wu, '常兴僵死企业有多少家了')).toMatch(
      /长兴县处置僵尸企业累计3家[\s\S]*“僵死企业”按“僵尸企业”理解，“常兴”按“长兴县”理解/,
    )
  })

  test('two cities have a list each', async () => {
    const s = await filled()
    expect(await s.ask(wu, '湖州和嘉兴6月各有几个县没报齐')).toMatch(
      /湖州市、嘉兴市各县（市、区）2017年6月.*没报齐.*：湖州市5个县（市、区）中有5个：.*；嘉兴市7个县（市、区）中有7个：/,
    )
  })
})

describe('who may ask', () => {
  test('what was returned is told to the own county and those above, not to a neighbour nor to a group', async () => {
    const s = await filled()
    await s.write({ region: '安吉', indicator: '僵尸企业', period: '2017-05', value: 2, act: 'return' })
    expect(await s.ask(qi, '5月哪些县被退回了')).toMatch(
      /被退回的县（市、区）有1个：安吉县僵尸企业5月报的2家在7月2日 10:00被退回/,
    )
    expect(await s.ask(chen, '安吉5月的被退回了吗')).toContain('不公开')
    expect(await s.ask(qi, '5月哪些县被退回了', [], 'group')).toContain('不公开')
    expect(await s.ask(qi, '安吉5月报了吗')).toContain('僵尸企业（被退回）')
    expect(await s.ask(chen, '安吉5月报了吗')).not.toContain('退回')
  })

  test('an unlisted person is left to the documents', async () => {
    const s = await filled()
    expect(s.claims(chen, '我们县僵尸企业还差多少？')).toBe(true)
    expect(s.claims(undefined, '我们县僵尸企业还差多少？')).toBe(false)
  })

  test('in a group an unreviewed figure is not told, in private it is', async () => {
    const s = await filled()
    expect(await s.ask(chen, '长兴县僵尸企业完成了多少', [])).toContain('累计3家')
    const said = await s.ask(chen, '长兴县僵尸企业完成了多少', [], 'group')
    expect(said).not.toContain('3家')
    expect(said).toContain('尚无已审核的上报')
  })
})
