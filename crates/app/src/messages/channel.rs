//! The ways out: mail, and gateways for short messages and government chat, behind one small interface.

mod gateway;
mod mail;

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use gongkai_store::messages::Channel;

use crate::outgoing::Trouble;

pub(crate) use gateway::post_json;
pub use gateway::{Gateway, GatewayConfig};
pub use mail::{Mail, MailConfig, Security};

/// What goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The message's id: a gateway that gets it twice can tell.
    pub id: String,
    /// A mail address or a number.
    pub to: String,
    /// What it is called.
    pub subject: String,
    /// What it says.
    pub text: String,
}

/// Why a message did not go out. What is told holds no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// It is refused for good; trying again will not help.
    #[error("refused: {0}")]
    Refused(Trouble),
    /// The other side is out of reach or busy; trying again may help.
    #[error("not reached: {0}")]
    Unreachable(Trouble),
}

impl SendError {
    /// Whether another try makes sense.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Unreachable(_))
    }
}

/// A future that sends.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), SendError>> + Send + 'a>>;

/// A way out.
pub trait Way: Debug + Send + Sync {
    /// Sends one message; returns when the other side has taken it.
    fn send<'a>(&'a self, outgoing: &'a Outgoing) -> Sending<'a>;
}

/// The ways out that are configured.
#[derive(Debug, Clone, Default)]
pub struct Channels {
    /// Mail.
    pub mail: Option<Arc<dyn Way>>,
    /// Short messages.
    pub sms: Option<Arc<dyn Way>>,
    /// Government chat.
    pub chat: Option<Arc<dyn Way>>,
}

impl Channels {
    /// The way a channel goes; `None` when it is not configured, and for the inbox, which goes nowhere.
    pub fn way(&self, channel: Channel) -> Option<&Arc<dyn Way>> {
        match channel {
            Channel::Inbox => None,
            Channel::Mail => self.mail.as_ref(),
            Channel::Sms => self.sms.as_ref(),
            Channel::Chat => self.chat.as_ref(),
        }
    }
}
