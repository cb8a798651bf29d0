//! Who may do what where, by Discord's own rules.

use crate::permission::Permission;
use crate::world::World;

const EVERYTHING: u64 = (1 << 53) - 1;

/// What is left to a member in time-out.
const IN_TIME_OUT: u64 = Permission::ViewChannel as u64 | Permission::ReadMessageHistory as u64;

impl World {
    /// What someone may do in a server, before any channel.
    pub(crate) fn base_permissions(&self, guild: u64, user: u64) -> u64 {
        let Some(guild) = self.guilds.get(&guild) else {
            return 0;
        };
        let Some(member) = guild.members.get(&user) else {
            return 0;
        };
        let own = member
            .roles
            .iter()
            .chain([&guild.id])
            .filter_map(|role| guild.roles.get(role))
            .fold(0, |bits, one| bits | one.permissions);
        if guild.owner == user || own & Permission::Administrator.bit() != 0 { EVERYTHING } else { own }
    }

    /// Whether someone may give a role, or take it: they manage roles, it stands below their own highest, and it is neither
    /// everyone's nor a bot's own.
    pub(crate) fn can_give(&self, guild: u64, user: u64, role: u64) -> bool {
        let manages = self.base_permissions(guild, user) & Permission::ManageRoles.bit() != 0;
        let Some(found) = self.guilds.get(&guild) else { return false };
        let Some(wanted) = found.roles.get(&role).filter(|role| !role.managed) else { return false };
        let own = found.members.get(&user).map(|member| &member.roles[..]).unwrap_or_default();
        // Of two at one position the older stands higher.
        let height = |id: u64, position: i64| (position, std::cmp::Reverse(id));
        let highest = own.iter().filter_map(|id| Some(height(*id, found.roles.get(id)?.position))).max();
        manages && role != guild && (found.owner == user || highest > Some(height(role, wanted.position)))
    }

    /// What someone may do in a channel.
    pub(crate) fn permissions(&self, channel: u64, user: u64) -> u64 {
        let Some(channel) = self.channels.get(&channel) else {
            return 0;
        };
        let Some(guild) = channel.guild else {
            return EVERYTHING;
        };
        let base = self.base_permissions(guild, user);
        if base == EVERYTHING {
            return base;
        }
        let place = channel.parent.and_then(|parent| self.channels.get(&parent)).unwrap_or(channel);
        let roles = self
            .guilds
            .get(&guild)
            .and_then(|guild| guild.members.get(&user))
            .map(|member| member.roles.clone())
            .unwrap_or_default();
        let of = |ids: &[u64]| {
            ids.iter()
                .filter_map(|id| place.overwrites.get(id))
                .fold((0, 0), |(a, d), (allow, deny)| (a | allow, d | deny))
        };
        let bits =
            [of(&[guild]), of(&roles), of(&[user])].iter().fold(base, |bits, (allow, deny)| (bits & !deny) | allow);
        let bits = if self.is_timed_out(guild, user) { bits & IN_TIME_OUT } else { bits };
        if bits & Permission::ViewChannel.bit() == 0 { 0 } else { bits }
    }

    fn is_timed_out(&self, guild: u64, user: u64) -> bool {
        let member = self.guilds.get(&guild).and_then(|guild| guild.members.get(&user));
        let until = member.and_then(|member| member.timed_out_until);
        until.zip(self.clock.as_ref()).is_some_and(|(until, clock)| clock.now() < until)
    }

    /// Whether a mention of a role by someone in a channel tells those who have it.
    pub(crate) fn is_notified(&self, channel: u64, by: u64, role: u64) -> bool {
        let guild = self.channels.get(&channel).and_then(|channel| channel.guild);
        let known = guild.and_then(|guild| self.guilds.get(&guild)).and_then(|guild| guild.roles.get(&role));
        known.is_some_and(|role| role.mentionable || self.may(channel, by, Permission::MentionEveryone))
    }

    pub(crate) fn may(&self, channel: u64, user: u64, permission: Permission) -> bool {
        self.permissions(channel, user) & permission.bit() != 0
    }
}
