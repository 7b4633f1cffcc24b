//! What may be bad about `synod place`, each in one sentence of either language that names its place.

use super::place::KEY_BYTES_MAX;
use crate::balance::hash::KeyError;
use crate::balance::limits::{NAME_BYTES_MAX, POINTS_MAX, SERVERS_MAX, WEIGHT_MAX};
use crate::balance::{BuildError, Policy, ServersError, SettingError};
use crate::exhibit::knobs::shown;
use crate::text::Locale;

/// What is bad.
pub(super) enum Grievance {
    /// There is no such policy.
    Policy(String),
    /// The servers are no list of servers.
    Servers(ServersError),
    /// What stands behind `=` is no weight.
    Weight {
        /// The option.
        option: String,
    },
    /// An option is not NAME=VALUE.
    NoSetting(String),
    /// Something cannot be set.
    Setting {
        /// The option.
        option: String,
        /// The policy.
        policy: Policy,
        /// Why not.
        error: SettingError,
    },
    /// The policy has neither points nor slots.
    NoPoints(Policy),
    /// The policy cannot be built.
    Build {
        /// The policy.
        policy: Policy,
        /// Why not.
        error: BuildError,
    },
    /// There is no key.
    NoKeys,
    /// A key is too long. Lines count from 1.
    LongKey {
        /// Its line.
        line: u64,
    },
    /// A key is no text.
    NotUtf8 {
        /// Its line.
        line: u64,
        /// The byte of the line, from 1.
        byte: usize,
    },
    /// The policy has no place for a key.
    Key {
        /// Its line.
        line: u64,
        /// The policy.
        policy: Policy,
        /// Why not.
        error: KeyError,
    },
}

impl Grievance {
    /// The sentence.
    pub(super) fn tell(&self, locale: Locale) -> String {
        match self {
            Grievance::Policy(name) => {
                let known = Policy::ALL.map(Policy::name).join(locale.pick(", ", "、"));
                locale.pick(
                    format!("There is no policy “{}”; the policies are: {known}.", shown(name)),
                    format!("没有名为“{}”的策略；策略有：{known}。", shown(name)),
                )
            }
            Grievance::Servers(error) => servers(error, locale),
            Grievance::Weight { option } => at(
                "--server",
                option,
                &locale.pick(
                    format!("Behind = belongs a weight, a whole number from 1 to {WEIGHT_MAX}."),
                    format!("= 之后应为权重，即 1 到 {WEIGHT_MAX} 的整数。"),
                ),
            ),
            Grievance::NoSetting(option) => at("--set", option, locale.pick("Here belongs NAME=VALUE.", "这里应为 名称=值。")),
            Grievance::Setting { option, policy, error } => at("--set", option, &setting(*policy, *error, locale)),
            Grievance::NoPoints(policy) => {
                let policy = policy.name();
                locale.pick(
                    format!("--points: {policy} has neither a ring nor a table."),
                    format!("--points：{policy} 既没有环，也没有表。"),
                )
            }
            Grievance::Build { policy, error } => build(*policy, error, locale),
            Grievance::NoKeys => locale.pick("There are no keys: it is empty.", "没有键：内容为空。").to_owned(),
            Grievance::LongKey { line } => locale.pick(
                format!("Line {line} is longer than the {KEY_BYTES_MAX} bytes that a key may have."),
                format!("第 {line} 行超过键的上限 {KEY_BYTES_MAX} 字节。"),
            ),
            Grievance::NotUtf8 { line, byte } => locale.pick(
                format!("Line {line} is not UTF-8 from its byte {byte} on."),
                format!("第 {line} 行自第 {byte} 字节起不是 UTF-8。"),
            ),
            Grievance::Key { line, policy, error } => key(*line, *policy, *error, locale),
        }
    }
}

fn at(option: &str, what: &str, sentence: &str) -> String {
    format!("{option} {}: {sentence}", shown(what))
}

fn servers(error: &ServersError, locale: Locale) -> String {
    match error {
        ServersError::Empty => locale
            .pick("There is no server: give at least one --server HOST.", "没有服务器：至少给出一个 --server HOST。")
            .to_owned(),
        ServersError::TooMany => {
            locale.pick(format!("There are more than {SERVERS_MAX} servers."), format!("服务器超过 {SERVERS_MAX} 个。"))
        }
        ServersError::NoName { place } => {
            let nth = place + 1;
            locale.pick(format!("--server number {nth} has no name."), format!("第 {nth} 个 --server 没有名称。"))
        }
        ServersError::LongName { place } => {
            let nth = place + 1;
            locale.pick(
                format!("The name of --server number {nth} is longer than {NAME_BYTES_MAX} bytes."),
                format!("第 {nth} 个 --server 的名称超过 {NAME_BYTES_MAX} 字节。"),
            )
        }
        ServersError::BlankInName { place } => {
            let nth = place + 1;
            locale.pick(
                format!("The name of --server number {nth} has a blank or a control character in it."),
                format!("第 {nth} 个 --server 的名称含有空白或控制字符。"),
            )
        }
        ServersError::Weight { name, weight } => at(
            "--server",
            name,
            &locale.pick(
                format!("The weight is {weight}, but it may be from 1 to {WEIGHT_MAX}."),
                format!("权重为 {weight}，但应在 1 到 {WEIGHT_MAX} 之间。"),
            ),
        ),
        ServersError::Twice { name } => {
            at("--server", name, locale.pick("This server stands there twice.", "该服务器出现了两次。"))
        }
        ServersError::Unknown { name } => {
            at("--server", name, locale.pick("There is no server of that name.", "没有这个名称的服务器。"))
        }
    }
}

fn setting(policy: Policy, error: SettingError, locale: Locale) -> String {
    match error {
        SettingError::Unknown => {
            let known: Vec<&str> = policy.settings().iter().map(|setting| setting.name()).collect();
            let (policy, known) = (policy.name(), known.join(locale.pick(", ", "、")));
            if known.is_empty() {
                return locale.pick(format!("{policy} has no settings."), format!("{policy} 没有可设置的项。"));
            }
            locale.pick(
                format!("{policy} has no such setting; it has: {known}."),
                format!("{policy} 没有这一设置；可用的有：{known}。"),
            )
        }
        SettingError::Limits { min, max } => {
            locale.pick(format!("Here belongs a whole number from {min} to {max}."), format!("这里应为 {min} 到 {max} 的整数。"))
        }
        SettingError::NotPrime => locale.pick("A table has a prime number of slots.", "表的槽数必须是素数。").to_owned(),
        SettingError::NotFours => locale
            .pick("One digest gives four points: here belongs a multiple of 4.", "一次摘要给出四个点：这里应为 4 的倍数。")
            .to_owned(),
    }
}

fn build(policy: Policy, error: &BuildError, locale: Locale) -> String {
    let policy_name = policy.name();
    match error {
        BuildError::Weights => locale.pick(
            format!("{policy_name} knows no weights: give all servers the same."),
            format!("{policy_name} 不支持权重：请让所有服务器的权重相同。"),
        ),
        BuildError::Weight { server, max } => at(
            "--server",
            server,
            &locale.pick(
                format!("With {policy_name} its weight may be at most {max}."),
                format!("在 {policy_name} 下，其权重至多为 {max}。"),
            ),
        ),
        BuildError::NotANumber { server } => at(
            "--server",
            server,
            &locale.pick(
                format!("With {policy_name} a server's name is a whole number whose points lie below 2^32."),
                format!("在 {policy_name} 下，服务器名称应为整数，且其各点小于 2^32。"),
            ),
        ),
        BuildError::TooManyPoints { points } => locale.pick(
            format!(
                "The ring would have {points} points, but it may have at most {POINTS_MAX}: take lower weights or --set points=N."
            ),
            format!("该环将有 {points} 个点，上限为 {POINTS_MAX}：请降低权重，或使用 --set points=N。"),
        ),
        BuildError::NoPoints => {
            locale.pick("No server gets a point: rounding took them all.", "没有服务器得到点：全部被舍入掉了。").to_owned()
        }
        BuildError::RingSizes => {
            locale.pick("ring_size is greater than ring_size_max.", "ring_size 大于 ring_size_max。").to_owned()
        }
        BuildError::Setting(error) => setting(policy, *error, locale),
    }
}

fn key(line: u64, policy: Policy, error: KeyError, locale: Locale) -> String {
    let policy = policy.name();
    match error {
        KeyError::NotANumber => locale.pick(
            format!("Line {line}: {policy} takes whole numbers below 2^32 for keys."),
            format!("第 {line} 行：{policy} 的键应为小于 2^32 的整数。"),
        ),
        KeyError::NotAnAddress => locale.pick(
            format!("Line {line}: {policy} takes IPv4 and IPv6 addresses for keys."),
            format!("第 {line} 行：{policy} 的键应为 IPv4 或 IPv6 地址。"),
        ),
    }
}
