/** What plain questions get for an answer: right, dated, with its source, and nothing that was not reported. */
import { describe, expect, test } from 'vitest'
import { chen, qi, small, wu } from './small.ts'

const filled = async () => {
  const s = await small()
  await s.write(
    { region: '柳泉', indicator: '老旧木厂', period: '2017-05', value: 2 },
    { region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 3 },
    { region: '竹坞', indicator: '老旧木厂', period: '2017-05', value: 2 },
    { region: '苇渡', indicator: '老旧木厂', period: '2017-06', value: 0, act: 'nil' },
    { region: '柳泉', indicator: '标准苗棚', period: '2017-06', value: '4.5' },
  )
  return s
}

describe('one region', () => {
  test('what is left, with rate, date and state', async () => {
    const s = await filled()
    expect(await s.ask(chen, '我们县老旧木厂还差多少？')).toMatch(
      /还差16家\n截至2017年6月30日，柳泉县处置老旧木厂还差16家，累计3家，任务19家，完成率15.8%，落后序时33.8个百分点，🔴红灯（待审核）/,
    )
  })

  test('the document’s goal and the ledger’s figure in one answer, each with its source', async () => {
    const s = await filled()
    const said = await s.ask(wu, '文件要求处置多少家老旧木厂，现在完成了多少？')
    expect(said).toContain('截至2017年6月30日，全省处置老旧木厂累计5家，目标63家')
    expect(said).toContain('〔沧林振办〔2017〕13号 二（三）〕处置老旧木厂63家')
  })

  test('nothing reported is said so, never zero', async () => {
    const s = await filled()
    const said = await s.ask(chen, '我们县散锯点完成了多少')
    expect(said).toContain('尚无上报')
    expect(said).not.toMatch(/累计0|完成率0/)
    expect(await s.ask(chen, '苇渡老旧木厂完成多少了')).toContain('累计0家') // a nil report is one
  })

  test('a county that did not report for the period is carried forward and said to be', async () => {
    const s = await filled()
    expect(await s.ask(chen, '竹坞老旧木厂完成多少了')).toMatch(/截至2017年5月31日，竹坞县.*累计2家.*6月未报，沿用5月/)
  })

  test('growth against the month before, with both dates', async () => {
    const s = await filled()
    expect(await s.ask(chen, '老旧木厂比上个月多了多少？')).toMatch(
      /截至2017年6月30日.*新增1家（比5月的2家，截至5月31日），累计3家/,
    )
  })

  test('the outlook says speed, year’s end and what is needed a week', async () => {
    const s = await filled()
    const said = await s.ask(chen, '老旧木厂按现在的速度年底能完成吗？')
    expect(said).toMatch(/完不成/)
    expect(said).toMatch(/到年底约\d+家/)
    expect(said).toMatch(/平均每周需1家/)
  })

  test('who reported, when, and what became of it', async () => {
    const s = await filled()
    const said = await s.ask(chen, '柳泉县老旧木厂是谁报的')
    expect(said).toMatch(/截至2017年6月30日，柳泉县处置老旧木厂由陈工上报，7月2日 10:00上报，累计3家（待审核）/)
  })

  test('another year is not made up', async () => {
    const s = await filled()
    const said = await s.ask(chen, '2016年处置了多少老旧木厂')
    expect(said).toContain('没有2016年')
    expect(said).not.toMatch(/\d家/)
  })
})

describe('many regions', () => {
  test('who is missing, for the own city by default, in every period that is still open, the oldest first', async () => {
    const s = await filled()
    const said = await s.ask(qi, '哪些县还没报？')
    expect(said).toMatch(/6月（7月5日截止，还有2天）：5个县没报齐（应报5个），缺41项/)
    expect(said).toMatch(/桐塍、麦塍、苇渡（缺8项）、柳泉（缺7项）、竹坞/)
    expect(said).toMatch(/4月（5月5日截止，已过59天）[\s\S]*5月（[\s\S]*6月（[\s\S]*二季度（7月10日截止，还有7天）/)
    expect(said).not.toContain('砚州')
  })

  test('the own place in the province and in the city, and the neighbour’s in a follow-up', async () => {
    const s = await filled()
    expect(await s.ask(chen, '老旧木厂全省第几？')).toMatch(/柳泉县.*在全省3个县（市、区）中排第2/)
    expect(await s.ask(chen, '竹坞呢', ['老旧木厂全省第几？'])).toMatch(/竹坞县.*排第1/)
  })

  test('a figure of zero and no figure are told apart', async () => {
    const s = await filled()
    const said = await s.ask(qi, '还有哪些县一家老旧木厂都没处置')
    expect(said).toMatch(/累计为0家的县（市、区）有1个：苇渡县/)
    expect(said).toMatch(/另有2个尚无上报，不能判断：桐塍区、麦塍区/)
  })

  test('a line drawn by the question', async () => {
    const s = await filled()
    expect(await s.ask(chen, '老旧木厂超过2家的县有哪些')).toMatch(/超过2家的县（市、区）有1个：柳泉县/)
    expect(await s.ask(chen, '老旧木厂2家以上的县有哪些')).toMatch(/达到或超过2家的县（市、区）有2个：柳泉县.*竹坞县/)
    expect(await s.ask(chen, '老旧木厂完成率不到10%的县有哪些')).toMatch(/低于10%的县（市、区）有1个：苇渡县/)
  })

  test('who added most since the month before, of those with both figures', async () => {
    const s = await filled()
    expect(await s.ask(chen, '6月老旧木厂增加最多的县')).toMatch(
      /按本期新增从高到低排第1的：柳泉县新增1家（比5月的2家，截至5月31日/,
    )
  })

  test('which indicator is slowest', async () => {
    const s = await filled()
    expect(await s.ask(chen, '哪个指标进度最慢')).toMatch(
      /从低到高排第1的：老旧木厂完成率15.8%，.*落后序时33.8个百分点/,
    )
  })

  test('who reported late', async () => {
    const s = await small('2017-07-12T09:00:00+08:00')
    await s.write(
      { region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 3, at: '2017-07-05T17:00:00+08:00' },
      { region: '竹坞', indicator: '老旧木厂', period: '2017-06', value: 3, at: '2017-07-06T09:00:00+08:00' },
    )
    expect(await s.ask(qi, '6月迟报的县有哪些')).toMatch(
      /^5个县（市、区）43项迟报，其中42项还没报[\s\S]*竹坞县 \| \d项：[^\n]*老旧木厂（晚1天）/,
    )
  })

  test('two places side by side', async () => {
    const s = await filled()
    expect(await s.ask(chen, '柳泉和竹坞老旧木厂谁快')).toMatch(/竹坞县比柳泉县高50.9个百分点/)
  })
})

describe('the way of a figure', () => {
  test('a correction is told with what stood before, to those inside alone', async () => {
    const s = await filled()
    await s.write({ region: '柳泉', indicator: '标准苗棚', period: '2017-06', value: '5.4', act: 'correction' })
    expect(await s.ask(chen, '我们6月苗棚改过数没，原来报的多少')).toMatch(
      /更正过1次：7月2日 10:00报4\.5万平方米，7月2日 10:00更正为5\.4万平方米/,
    )
    expect(await s.ask(qi, '6月哪个县改过数')).toContain('7月2日 10:00报4.5万平方米')
    expect(await s.ask(chen, '柳泉6月老旧木厂改过数没')).toContain('没有更正过')
    expect(await s.ask(chen, '苇渡6月苗棚改过数没')).toContain('更正次数不公开')
    expect(await s.ask(chen, '我们6月苗棚原来报的多少', [], 'group')).not.toContain('4.5')
  })

  test('why a figure was returned, in the thread it was spoken of', async () => {
    const s = await filled()
    await s.write({ region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 3, act: 'return' })
    const said = await s.ask(chen, '为啥给退了', ['柳泉6月老旧木厂报了没'])
    expect(said).toMatch(/6月报的3家在7月2日 10:00被退回/)
  })

  test('nothing new is no missing report: who said so, and who cannot be judged', async () => {
    const s = await filled()
    const said = await s.ask(wu, '6月老旧木厂零报告的有哪些县')
    expect(said).toContain('零报告的县（市、区）有1个：苇渡县零报告，累计0家')
    expect(said).toMatch(/另有\d+个本期未报，不能判断/)
    expect(await s.ask(qi, '6月老旧木厂哪个县没新增')).toMatch(/没有新增的县（市、区）有1个：苇渡县无新增.*零报告/)
  })

  test('whether one county was in time', async () => {
    const s = await filled()
    await s.write({
      region: '竹坞',
      indicator: '老旧木厂',
      period: '2017-06',
      value: 4,
      at: '2017-07-06T09:00:00+08:00',
    })
    expect(await s.ask(qi, '竹坞6月的数几号报的，晚了没')).toMatch(
      /迟报了。老旧木厂7月6日 09:00上报，迟报，晚了1天（截止7月5日）/,
    )
    expect(await s.ask(qi, '柳泉6月的数报晚了没有')).toContain('按时上报')
    expect(await s.ask(chen, '棠浦6月晚了没')).toContain('还没有上报')
  })
})

describe('pace, claims and shares', () => {
  test('the pace of a day, and what it comes to for an indicator', async () => {
    const s = await filled()
    expect(await s.ask(wu, '6月底序时进度应该到百分之多少')).toContain('到6月30日序时进度应到49.6%')
    expect(await s.ask(chen, '我们6月底按序时老旧木厂该完成多少家')).toMatch(
      /到6月30日序时进度应到49\.6%，约9\.4家，累计3家，.*落后序时33\.8个百分点/,
    )
  })

  test('a hope for the year’s end is asked about, not reported', async () => {
    const s = await filled()
    const said = await s.ask(chen, '我们老旧木厂年底15家能到吧')
    expect(said).toMatch(/到年底约\d+家/)
    expect(said).toMatch(/按现在的速度，年底到不了15家/)
  })

  test('a task’s share of the document’s goal, and where the task comes from', async () => {
    const s = await filled()
    expect(await s.ask(chen, '我们老旧木厂任务占全省多少')).toMatch(
      /柳泉县处置老旧木厂任务19家，.*任务占文件目标63家的30\.2%/,
    )
    expect(await s.ask(chen, '我们老旧木厂那19家任务是哪个文件定的')).toMatch(/任务来源：虚构分解.*不是文件定的/)
  })

  test('lights two periods running need a report in each', async () => {
    const s = await filled()
    const said = await s.ask(wu, '老旧木厂连续两个月红灯的有哪些县')
    expect(said).toMatch(/5月、6月每期都亮红灯的县（市、区）有1个：柳泉县/)
    expect(said).not.toContain('竹坞县（')
  })

  test('a month that is not over owes nothing yet', async () => {
    const s = await filled()
    expect(await s.ask(wu, '7月的数出来没')).toMatch(/2017年7月还没有结束，没到上报的时候/)
  })

  test('a name typed by its sound is answered and named', async () => {
    const s = await filled()
    expect(await s.ask(wu, '柳全老舅木厂有多少家了')).toMatch(
      /柳泉县处置老旧木厂累计3家[\s\S]*“老舅木厂”按“老旧木厂”理解，“柳全”按“柳泉县”理解/,
    )
  })

  test('two cities have a list each', async () => {
    const s = await filled()
    expect(await s.ask(wu, '澄州和棠州6月各有几个县没报齐')).toMatch(
      /桐塍区、麦塍区、苇渡县、柳泉县、竹坞县、盐汀县、棠浦市2017年6月.*没报齐.*：澄州市5个县（市、区）中有5个：.*；棠州市2个县（市、区）中有2个：/,
    )
  })
})

describe('who may ask', () => {
  test('what was returned is told to the own county and those above, not to a neighbour nor to a group', async () => {
    const s = await filled()
    await s.write({ region: '竹坞', indicator: '老旧木厂', period: '2017-05', value: 2, act: 'return' })
    expect(await s.ask(qi, '5月哪些县被退回了')).toMatch(
      /被退回、还没重报的县（市、区）有1个：竹坞县老旧木厂5月报的2家在7月2日 10:00被退回/,
    )
    expect(await s.ask(chen, '竹坞5月的被退回了吗')).toContain('不公开')
    expect(await s.ask(qi, '5月哪些县被退回了', [], 'group')).toContain('不公开')
    expect(await s.ask(qi, '竹坞5月报了吗')).toContain('老旧木厂（被退回）')
    expect(await s.ask(chen, '竹坞5月报了吗')).not.toContain('退回')
  })

  test('an unlisted person is left to the documents', async () => {
    const s = await filled()
    expect(s.claims(chen, '我们县老旧木厂还差多少？')).toBe(true)
    expect(s.claims(undefined, '我们县老旧木厂还差多少？')).toBe(false)
  })

  test('in a group an unreviewed figure is not told, in private it is', async () => {
    const s = await filled()
    expect(await s.ask(chen, '柳泉县老旧木厂完成了多少', [])).toContain('累计3家')
    const said = await s.ask(chen, '柳泉县老旧木厂完成了多少', [], 'group')
    expect(said).not.toContain('3家')
    expect(said).toContain('尚无已审核的上报')
  })
})
