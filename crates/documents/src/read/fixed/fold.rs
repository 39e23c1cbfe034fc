//! Radicals to the characters they stand for.
//!
//! Some programs map a glyph that a radical and a character share to the radical: ⼯ for 工. Only U+2E80–2FDF is
//! folded; nothing else of a text is touched.

/// The Kangxi radicals U+2F00–2FD5 in order.
const KANGXI: &str = "\
一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Radicals supplement U+2E80–2EFF, each before the character of the same shape.
const SUPPLEMENT: &str = "\
⺁厂 ⺄乙 ⺅亻 ⺆冂 ⺉刂 ⺊卜 ⺋㔾 ⺎兀 ⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺖忄 ⺗㣺 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵 \
⺢氺 ⺣灬 ⺤爫 ⺦丬 ⺨犭 ⺩王 ⺪疋 ⺫目 ⺬示 ⺭礻 ⺮竹 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺶羊 ⺹耂 ⺺肀 ⺻聿 ⺼肉 ⺽臼 ⺾艹 ⺿艹 ⻀艹 \
⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 \
⻜飞 ⻝食 ⻟飠 ⻠饣 ⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟";

/// The character meant by one that may be a radical.
pub(in crate::read) fn fold(c: char) -> char {
    match c {
        '\u{2f00}'..='\u{2fd5}' => {
            let index = usize::try_from(u32::from(c) - 0x2f00).unwrap_or(usize::MAX);
            KANGXI.chars().nth(index).unwrap_or(c)
        }
        '\u{2e80}'..='\u{2eff}' => {
            let pair = SUPPLEMENT.split(' ').find(|pair| pair.starts_with(c));
            pair.and_then(|pair| pair.chars().nth(1)).unwrap_or(c)
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(text.chars().map(fold).collect::<String>(), expected);
    }

    #[test]
    fn radicals_are_folded() {
        check("⼯作⽇⽂⼀", "工作日文一");
        check("⺠⻓⻔⻅⻋⻚⻛⻢⻩⻬⻰⻦⻥⻘⻄⻝", "民长门见车页风马黄齐龙鸟鱼青西食");
        check("⼭⽔⽕⽥⽬⽯⽴⽶⾯⾼⿓⿔⿕", "山水火田目石立米面高龍龜龠");
    }

    #[test]
    fn nothing_else_is_touched() {
        check("，（１）工①Ａ", "，（１）工①Ａ");
    }

    #[test]
    fn the_tables_are_whole() {
        assert_eq!(KANGXI.chars().count(), 214);
        assert!(SUPPLEMENT.split(' ').all(|pair| pair.chars().count() == 2));
        assert!(SUPPLEMENT.split(' ').is_sorted());
    }
}
