//! Discord has the bot's commands, each once, also when another program with its token changed them.

use crate::study::Study;
use sandbox::Discord;
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T12:00:00Z";

fn names(commands: &[Value]) -> Vec<String> {
    commands.iter().filter_map(|one| one["name"].as_str()).map(str::to_owned).collect()
}

async fn until_restored(study: &Study, wanted: &[String]) {
    let is_restored = |discord: &Discord| names(&discord.commands()) == wanted;
    study.discord.wait_until("the commands are back", is_restored).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_of_another_program_are_put_back() {
    let study = Study::begin("ko", EVE).await;
    let wanted = names(&study.discord.commands());
    let foreign = json!({ "name": "foreign", "description": "of another program" });

    study.discord.overwrite_commands(std::slice::from_ref(&foreign));
    study.discord.say_ready_again();
    until_restored(&study, &wanted).await;

    // Without a new session the use of a command that is none of ours tells it.
    study.discord.overwrite_commands(&[foreign]);
    let reply = study.owner().slash("foreign", &[]).await;
    assert!(reply.message().is_private(), "{reply:?}");
    until_restored(&study, &wanted).await;

    // A command of the same name but of other options is seen too.
    let mut changed = study.discord.commands();
    changed[0]["description"] = json!("another");
    study.discord.overwrite_commands(&changed);
    study.discord.say_ready_again();
    let description = |discord: &Discord| discord.commands()[0]["description"] != "another";
    study.discord.wait_until("the description is back", description).await;
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn unchanged_commands_are_left_alone() {
    let mut study = Study::begin("ko", EVE).await;
    let before = study.discord.commands();
    study.commands_are_looked_at().await;
    study.stop().await;
    study.start().await;
    study.commands_are_looked_at().await;
    assert_eq!((study.discord.count("PUT", "/commands"), study.discord.commands()), (1, before));
}

#[tokio::test(flavor = "multi_thread")]
async fn leftovers_of_single_servers_are_taken_away_once() {
    let mut study = Study::begin("ko", EVE).await;
    study.discord.wait_until("it has looked", |discord| discord.count("GET", "/guilds") > 0).await;
    study.stop().await;
    let looks = study.discord.count("GET", "/commands");
    study.discord.add_command_to(study.guild, "today");
    study.start().await;
    study.discord.wait_until("it has looked", |discord| discord.count("GET", "/commands") > looks).await;
    // It has looked at this server once; from now on the use of such a command tells of it.
    study.discord.shape_events(|event, data| {
        if event == "INTERACTION_CREATE" {
            data["data"]["guild_id"] = data["guild_id"].clone();
        }
    });
    study.owner().slash("help", &[]).await;
    let guild = study.guild;
    study.discord.wait_until("it is gone", |discord| discord.commands_of(guild).is_empty()).await;
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn leftovers_are_found_at_the_first_start() {
    let world = sandbox::World::study_group("ko");
    let guild = world.guild_ids()[0];
    let discord = Discord::start(world, sandbox::Clock::system()).await;
    discord.add_command_to(guild, "today");
    let study = Study::begin_on(discord, "ko", |_| ()).await;
    study.discord.wait_until("it is gone", |discord| discord.commands_of(guild).is_empty()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn leftovers_are_found_in_a_server_that_joins_later() {
    let world = sandbox::World::study_group("ko").with_another_group("ko");
    let later = world.guild_ids()[1];
    let discord = Discord::start(world, sandbox::Clock::system()).await;
    discord.remove_bot(later);
    discord.add_command_to(later, "today");
    let study = Study::begin_on(discord, "ko", |_| ()).await;
    let there = format!("/guilds/{}/commands", study.guild);
    study.discord.wait_until("it has looked", |discord| discord.count("GET", &there) > 0).await;
    study.discord.add_bot(later);
    study.discord.wait_until("it is gone", |discord| discord.commands_of(later).is_empty()).await;
}
