//! Channels information goes out by, and the subjects of counts about them.

/// A channel.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Channel {
    pub(super) id: &'static str,
    /// Words it is named by.
    pub(super) words: &'static str,
    /// Subject of a count of pieces published there.
    pub(super) items: &'static str,
    /// Subject of a count of looks.
    pub(super) reads: &'static str,
    /// Subject of a count of followers.
    pub(super) followers: &'static str,
    /// Subject of a count of the channels themselves (公开栏12个).
    pub(super) objects: &'static str,
}

const fn channel(
    id: &'static str,
    words: &'static str,
    items: &'static str,
    [reads, followers, objects]: [&'static str; 3],
) -> Channel {
    Channel { id, words, items, reads, followers, objects }
}

/// Words that tell a list of channels used from channels merely mentioned.
pub(super) const CUES: &str = "通过|利用|采取|采用|运用|借助|依托|结合|包括|渠道|形式|方式|载体|途径|充分发挥";

/// The site of a government above the body; the words are found by [`super::level`].
pub(super) const UPPER_WEBSITE: &str = "upper_level_website";

/// Channels; where one word contains another the longer is listed first.
pub(super) const CHANNELS: [Channel; 18] = [
    channel("weibo", "微博", "weibo_posts", ["weibo_reads", "weibo_followers", "accounts"]),
    channel("short_video", "抖音|快手|视频号|短视频", "video_posts", ["video_views", "video_followers", "accounts"]),
    channel("wechat", "微信|公众号|公众平台", "wechat_posts", ["wechat_reads", "wechat_followers", "accounts"]),
    channel("toutiao", "头条号|今日头条", "toutiao_posts", ["toutiao_reads", "toutiao_followers", "accounts"]),
    channel("app", "客户端|APP|App|小程序", "app_items", ["app_reads", "app_followers", "accounts"]),
    channel("new_media", "新媒体|两微一端", "new_media_posts", ["new_media_reads", "new_media_followers", "accounts"]),
    channel(
        "website",
        "网站|门户网|政府网|官网|公开网|网页|公开平台|网上平台|网上公开",
        "website_items",
        ["website_visits", "website_followers", "websites"],
    ),
    channel(
        "bulletin_board",
        "公开栏|公示栏|公告栏|宣传栏|政务栏|告示栏|村务栏|居务栏|橱窗|展板",
        "bulletin_board_items",
        ["bulletin_board_views", "bulletin_board_views", "bulletin_boards"],
    ),
    channel(
        "electronic_screen",
        "电子显示屏|电子屏|显示屏|触摸屏|LED屏|大屏",
        "electronic_screen_items",
        ["electronic_screen_views", "electronic_screen_views", "electronic_screens"],
    ),
    channel("briefing", "简报|专报|快报", "briefings", ["briefing_reads", "briefing_followers", "briefings"]),
    channel("meipian", "美篇", "meipian_posts", ["meipian_reads", "meipian_followers", "meipian_posts"]),
    channel(
        "gazette",
        "政府公报|公报|公报刊",
        "gazette_issues",
        ["gazette_reads", "gazette_readers", "gazette_issues"],
    ),
    channel(
        "newspaper",
        "报纸|报刊|日报|晚报|党报",
        "newspaper_items",
        ["newspaper_reads", "newspaper_readers", "newspapers"],
    ),
    channel(
        "broadcast_tv",
        "广播|电视|电台|大喇叭",
        "broadcast_tv_items",
        ["broadcast_tv_views", "broadcast_tv_audience", "loudspeakers"],
    ),
    channel(
        "press_conference",
        "新闻发布会|发布会|吹风会",
        "press_conferences",
        ["press_conference_views", "press_conference_audience", "press_conferences"],
    ),
    channel(
        "reading_point",
        "查阅点|查阅场所|查阅中心|查阅室|查阅服务|公开专区|查阅专区|服务专区|公开体验区|公开服务区",
        "reading_point_items",
        ["reading_point_visits", "reading_point_visits", "reading_points"],
    ),
    channel(
        "handouts",
        "发放资料|发放手册|宣传资料|宣传单|宣传手册|宣传册|手册|明白纸|明白卡|传单|折页|宣传页|一封信",
        "handouts",
        ["handouts", "handouts", "handouts"],
    ),
    channel(
        "other_media",
        "联络站|媒体|学习强国|人民网|新华网|微信群|工作群",
        "media_items",
        ["media_reads", "media_followers", "media"],
    ),
];

/// What several channels named side by side are counted as: their ids, the subject of pieces, the joint channel.
pub(super) const JOINT: [(&[&str], &str, &str); 4] = [
    (&["briefing", "meipian"], "briefings_meipian", "briefing+meipian"),
    (&["wechat", "weibo"], "new_media_posts", "wechat+weibo"),
    (&["website", "wechat"], "proactive_items", "website+wechat"),
    (&["newspaper", "broadcast_tv"], "media_items", "newspaper+broadcast_tv"),
];
