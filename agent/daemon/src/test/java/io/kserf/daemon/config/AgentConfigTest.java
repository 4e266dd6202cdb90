package io.kserf.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.kserf.daemon.cli.GoFlags;
import io.kserf.swim.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentConfigTest {
  @TempDir Path directory;

  private static AgentConfig read(String... words) {
    return AgentConfig.read(List.of(words), Map.of());
  }

  private String file(String name, String json) throws IOException {
    return Files.writeString(directory.resolve(name), json).toString();
  }

  private static void assertRefused(String message, String... words) {
    assertThatThrownBy(() -> read(words)).isInstanceOf(ConfigException.class).hasMessage(message);
  }

  @Test
  void withoutAnyWordTheDefaultsAreSerfs() {
    AgentConfig config = read();
    assertThat(config.bind()).isEqualTo("0.0.0.0");
    assertThat(config.rpc()).hasToString("127.0.0.1:7373");
    assertThat(config.http()).isEmpty();
    assertThat(config.logLevel()).isEqualTo(Log.Level.INFO);
    assertThat(config.compression()).isTrue();
    assertThat(config.get(Setting.PROTOCOL)).isEqualTo(5);
    assertThat(config.get(Setting.RETRY_INTERVAL)).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.notes()).isEmpty();
  }

  @Test
  void theCommandLineComesAfterFilesAndFilesInTheOrderNamed() throws IOException {
    String first =
        file("z.json", "{'bind':'1.1.1.1','profile':'wan','node_name':'a'}".replace('\'', '"'));
    String second = file("a.json", "{'bind':'2.2.2.2','profile':'local'}".replace('\'', '"'));
    AgentConfig config = read("-bind=3.3.3.3", "-config-file", first, "-config-file", second);
    assertThat(config.bind()).isEqualTo("3.3.3.3");
    assertThat(config.get(Setting.PROFILE)).isEqualTo("local");
    assertThat(config.get(Setting.NODE_NAME)).isEqualTo("a");
  }

  @Test
  void listsAppendTagsMergeByKeySwitchesStayOnAndEmptyValuesChangeNothing() throws IOException {
    String one =
        file(
            "one.json",
            """
            {"start_join": ["a"], "tags": {"role": "web", "dc": "eu"}, "replay_on_join": true,
             "node_name": "n", "protocol": 4, "retry_interval": "45s"}
            """);
    String two =
        file(
            "two.json",
            """
            {"start_join": ["b"], "tags": {"dc": "us"}, "replay_on_join": false,
             "node_name": "", "protocol": 0, "retry_interval": "0s"}
            """);
    AgentConfig config =
        read("-config-file", one, "-config-file", two, "-join=c", "-tag", "x=y=z", "-replay=false");
    assertThat(config.get(Setting.START_JOIN)).containsExactly("a", "b", "c");
    assertThat(config.tags())
        .containsOnly(entry("role", "web"), entry("dc", "us"), entry("x", "y=z"));
    assertThat(config.get(Setting.REPLAY_ON_JOIN)).isTrue();
    assertThat(config.get(Setting.NODE_NAME)).isEqualTo("n");
    assertThat(config.get(Setting.PROTOCOL)).isEqualTo(4);
    assertThat(config.get(Setting.RETRY_INTERVAL)).isEqualTo(Duration.ofSeconds(45));
  }

  @Test
  void aDirectoryStandsForItsJsonFilesSortedByName() throws IOException {
    file("20.json", "{\"node_name\": \"twenty\"}");
    file("10.json", "{\"node_name\": \"ten\", \"profile\": \"wan\"}");
    file("note.txt", "this is not JSON");
    Files.createDirectory(directory.resolve("sub.json"));
    AgentConfig config = read("-config-dir", directory.toString());
    assertThat(config.get(Setting.NODE_NAME)).isEqualTo("twenty");
    assertThat(config.get(Setting.PROFILE)).isEqualTo("wan");
  }

  @Test
  void keysMatchInAnyCaseAndNestedOnesToo() throws IOException {
    String file =
        file(
            "c.json",
            "{\"Node_Name\": \"n\", \"TAGS\": {\"Role\": \"x\"}, \"mdns\": {\"Interface\": \"eth0\"}}");
    AgentConfig config = read("-config-file", file);
    assertThat(config.get(Setting.NODE_NAME)).isEqualTo("n");
    assertThat(config.tags()).containsOnly(entry("Role", "x"));
    assertThat(config.get(Setting.MDNS_INTERFACE)).isEqualTo("eth0");
  }

  @Test
  void unknownKeysAndWrongTypesAreReportedTogetherInSerfsWords() throws IOException {
    String file =
        file("c.json", "{\"nope_key\": 1, \"another\": 2, \"bind\": 3, \"protocol\": \"x\"}");
    assertRefused(
        """
        Error decoding '%s': 3 error(s) decoding:

        * 'bind' expected type 'string', got unconvertible type 'float64'
        * 'protocol' expected type 'int', got unconvertible type 'string'
        * '' has invalid keys: another, nope_key"""
            .formatted(file),
        "-config-file",
        file);
  }

  @Test
  void filesThatCannotBeReadOrDecodedAreNamed() throws IOException {
    assertRefused(
        "Error reading '/nonexistent.json': open /nonexistent.json: no such file or directory",
        "-config-file=/nonexistent.json");
    String cut = file("cut.json", "{\"bind\":");
    assertRefused("Error decoding '" + cut + "': unexpected EOF", "-config-file", cut);
    String empty = file("empty.json", "");
    assertRefused("Error decoding '" + empty + "': EOF", "-config-file", empty);
    String duration = file("duration.json", "{\"reconnect_interval\": \"abc\"}");
    assertRefused(
        "Error decoding '" + duration + "': time: invalid duration \"abc\"",
        "-config-file",
        duration);
    String garbage = file("garbage.json", "{\n  \"bind\": oops }");
    assertThatThrownBy(() -> read("-config-file", garbage))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("Error decoding '" + garbage + "': line 2, column ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void badValuesAreRefusedInSerfsWords() {
    assertRefused("Error: Invalid tag: 'novalue'", "-tag", "novalue");
    assertRefused("Error: Invalid tag: '=v'", "-tag", "=v");
    assertRefused(
        "Invalid log level: LOUD. Valid log levels are: [TRACE DEBUG INFO WARN ERR]",
        "-log-level=loud");
    assertRefused("Unknown profile: mars", "-profile=mars");
    assertRefused("gossip_extra_bytes -1 must be 0 or more", "-gossip-extra-bytes=-1");
    assertRefused(
        "Invalid event script: Event 'nosuch' invoking 'script.sh'",
        "-event-handler=nosuch=script.sh");
    assertRefused(
        "Invalid network interface: route ip+net: no such network interface", "-iface=nosuch0");
    assertRefused("Invalid encryption key: illegal base64 data at input byte 0", "-encrypt=xx");
    assertRefused(
        "Invalid encryption key: illegal base64 data at input byte 9", "-encrypt=notbase64!");
  }

  @Test
  void addressesThatAreNoneAreRefusedWithTheirFlag() {
    assertRefused(
        "-rpc-addr '127.0.0.1' is not host:port (IPv6 as [fd00::1]:7373, the port a number from 0 to 65535)",
        "-rpc-addr=127.0.0.1");
    assertThatThrownBy(() -> read("-http-addr=fd00::1:80"))
        .hasMessageStartingWith("-http-addr 'fd");
    assertThat(read("-rpc-addr=[::1]:1").rpc()).isEqualTo(new Endpoint("::1", 1));
  }

  @Test
  void whatIsNotSupportedYetIsRefusedAndNeverIgnored() throws IOException {
    for (String flag : List.of("-discover=x", "-syslog")) {
      assertThatThrownBy(() -> read(flag))
          .isInstanceOf(ConfigException.class)
          .hasMessageStartingWith(flag.replace("=x", "") + " is not supported yet");
    }
    String statsd = file("s.json", "{\"statsd_addr\": \"127.0.0.1:8125\"}");
    assertThatThrownBy(() -> read("-config-file", statsd))
        .hasMessageStartingWith("statsd_addr is not supported yet");
  }

  @Test
  void whatHasNoEffectIsSaid() {
    assertThat(read("-rejoin", "-mdns-iface=eth0").notes())
        .containsExactly(
            "Warning: 'RejoinAfterLeave' enabled without snapshot file",
            "Warning: '-mdns-iface' has no effect without '-discover'");
  }

  @Test
  void aSnapshotMakesRejoiningAfterALeaveMeaningful() throws IOException {
    String file = file("s.json", "{\"snapshot_path\": \"x\", \"rejoin_after_leave\": true}");
    AgentConfig config = read("-config-file", file);
    assertThat(config.get(Setting.SNAPSHOT_PATH)).isEqualTo("x");
    assertThat(config.get(Setting.REJOIN_AFTER_LEAVE)).isTrue();
    assertThat(config.notes()).isEmpty();
    assertThat(read("-snapshot=y", "-rejoin").notes()).isEmpty();
  }

  @Test
  void intervalsBelowASecondAreRaisedWithAWarning() {
    AgentConfig config = read("-retry-interval=10ms", "-broadcast-timeout=1ms");
    assertThat(config.get(Setting.RETRY_INTERVAL)).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.get(Setting.BROADCAST_TIMEOUT)).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.notes())
        .containsExactly(
            "Warning: 'RetryInterval' is too low. Setting to 1s",
            "Warning: 'BroadcastTimeout' is too low. Setting to 1s");
  }

  @Test
  void theRoleBecomesATagWithADeprecationWarning() {
    AgentConfig config = read("-role=web");
    assertThat(config.tags()).containsOnly(entry("role", "web"));
    assertThat(config.notes())
        .containsExactly("Deprecation warning: 'Role' has been replaced with 'Tags'");
  }

  @Test
  void compressionIsTheFlagsAlone() throws IOException {
    String off = file("off.json", "{\"enable_compression\": false}");
    assertThat(read("-config-file", off).compression()).isTrue();
    assertThat(read("-disable-compression").compression()).isFalse();
  }

  @Test
  void anInterfaceGivesTheAddressToBind() {
    AgentConfig config = read("-iface=lo", "-bind=0.0.0.0:7000");
    assertThat(config.notes()).anyMatch(note -> note.startsWith("Using interface 'lo' address '"));
    assertThat(config.bind()).endsWith(":7000").doesNotContain("0.0.0.0");
    assertRefused("Interface 'lo' has no '192.0.2.1' address", "-iface=lo", "-bind=192.0.2.1");
  }

  @Test
  void anOpenRpcPortWithoutATokenIsWarnedOfAndRefusedInKubernetes() throws IOException {
    assertThat(read("-rpc-addr=0.0.0.0:7373").notes())
        .containsExactly(
            "Warning: RPC on 0.0.0.0:7373 takes commands from everybody who reaches it: set rpc_auth in a configuration file, or give -rpc-addr a loopback address");
    var pod = Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1");
    assertThatThrownBy(() -> AgentConfig.read(List.of("-rpc-addr=0.0.0.0:7373"), pod))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("RPC on 0.0.0.0:7373 needs a token inside Kubernetes");
    String token = file("rpc.json", "{\"rpc_auth\": \"t\"}");
    var config = AgentConfig.read(List.of("-rpc-addr=0.0.0.0:7373", "-config-file", token), pod);
    assertThat(config.notes()).isEmpty();
  }

  @Test
  void aBadFlagIsToldInGosWords() {
    assertThatThrownBy(() -> read("-nope"))
        .isInstanceOf(GoFlags.BadFlag.class)
        .hasMessage("flag provided but not defined: -nope");
    assertThatThrownBy(() -> read("-protocol=x"))
        .hasMessage("invalid value \"x\" for flag -protocol: parse error");
    assertRefused(
        "The agent takes flags only, but got 'false' (a boolean flag's value needs '=', as in -replay=false)",
        "-replay",
        "false");
  }
}
