package io.kserf.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RpcRequestReaderTest {
  @Test
  void headerFieldsThatAreAbsentKeepThePreviousRequestsValues() throws IOException {
    var reader =
        reader(
            "82a7436f6d6d616e64a56c65617665a353657107" // leave, 7
                + "81a353657108" // only Seq
                + "81a7436f6d6d616e64a57374617473" // only Command: stats
                + "80"); // nothing
    assertThat(reader.next()).contains(new RpcCall(7, new RpcRequest.Leave()));
    assertThat(reader.next()).contains(new RpcCall(8, new RpcRequest.Leave()));
    assertThat(reader.next()).contains(new RpcCall(8, new RpcRequest.Stats()));
    assertThat(reader.next()).contains(new RpcCall(8, new RpcRequest.Stats()));
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void aHeaderMayComeAsAListInTheOrderOfItsDeclaration() throws IOException {
    assertThat(reader("92a5737461747305").next()).contains(new RpcCall(5, new RpcRequest.Stats()));
  }

  @Test
  void absentNilAndUnknownBodyFieldsAreNoErrors() throws IOException {
    var reader =
        reader(
            "82a7436f6d6d616e64a57175657279a353657102"
                + "83a44e616d65a16ea75061796c6f6164c0a7556e6b6e6f776e81a17892c3cb0000000000000000");
    var query = (RpcRequest.Query) reader.next().orElseThrow().request();
    assertThat(query.name()).isEqualTo("n");
    assertThat(query.payload()).isEmpty();
    assertThat(query.filterNodes()).isEmpty();
    assertThat(query.filterTags()).isEmpty();
    assertThat(query.timeout()).isEqualTo(Duration.ZERO);
  }

  @Test
  void sequenceNumbersUseAll64Bits() throws IOException {
    byte[] bytes = RpcEncoder.request(new RpcCall(-2, new RpcRequest.Stop(-1)));
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "82a7436f6d6d616e64a473746f70a3536571cffffffffffffffffe81a453746f70cfffffffffffffffff");
    assertThat(new RpcRequestReader(new ByteArrayInputStream(bytes)).next())
        .contains(new RpcCall(-2, new RpcRequest.Stop(-1)));
  }

  @Test
  void anUnknownCommandIsReportedWithItsName() throws IOException {
    assertThat(reader("82a7436f6d6d616e64a5626f677573a353657102").next())
        .contains(new RpcCall(2, new RpcRequest.Unsupported("bogus")));
  }

  @Test
  void aRequestThatBreaksOffIsNoCleanEnd() {
    byte[] bytes =
        RpcEncoder.request(new RpcCall(2, new RpcRequest.Join(List.of("10.0.0.1"), true)));
    for (int length = 1; length < bytes.length; length++) {
      var cut = new RpcRequestReader(new ByteArrayInputStream(bytes, 0, length));
      assertThatThrownBy(cut::next).as("%d bytes", length).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void whatDoesNotFitSaysWhere() {
    String event = "82a7436f6d6d616e64a56576656e74a353657102";
    assertMalformed("header: expected a map, got integer", "48");
    assertMalformed("header.Seq: -1 is out of range", "81a3536571ff");
    assertMalformed("event.Name: expected text, got integer", event + "81a44e616d6501");
    assertMalformed("event.Coalesce: 2 is out of range", event + "81a8436f616c6573636502");
    assertMalformed("event: a key is integer, not text", event + "810102");
    assertMalformed("not msgpack", event + "c1");
    assertMalformed("extension types", event + "81a44e616d65d40000");
  }

  @Test
  void noLengthMakesTheReaderAllocateOrRecurse() {
    String join = "82a7436f6d6d616e64a46a6f696ea353657102";
    assertMalformed("too long", join + "81a84578697374696e67db7fffffff");
    assertMalformed("", join + "81a84578697374696e67dbffffffff");
    assertMalformed("a list or map of", join + "81a84578697374696e67dd7fffffff");
    assertMalformed("a list or map of", join + "df7fffffff");
    assertMalformed("levels deep", join + "91".repeat(64));
  }

  @Test
  void aMessageBeyondTheLimitIsRefusedThoughEachPartIsSmall() {
    var request = new RpcRequest.Join(Collections.nCopies(60_000, "a-seed-with-a-long-name"), true);
    byte[] bytes = RpcEncoder.request(new RpcCall(2, request));
    assertThatThrownBy(new RpcRequestReader(new ByteArrayInputStream(bytes))::next)
        .isInstanceOf(MalformedRpc.class)
        .hasMessageContaining("a string or byte array of 23 bytes is too long");
  }

  @Test
  void secretsAreNotPrinted() {
    assertThat(List.of(new RpcRequest.Auth("s3cret"), new RpcRequest.InstallKey("s3cret")))
        .asString()
        .doesNotContain("s3cret");
    assertThat(List.of(new RpcRequest.UseKey("s3cret"), new RpcRequest.RemoveKey("s3cret")))
        .asString()
        .doesNotContain("s3cret");
    assertThat(RpcOptions.of("127.0.0.1:7373").withAuthKey("s3cret").toString())
        .doesNotContain("s3cret");
    assertThat(new RpcKeys("", Map.of("s3cret", 1), Map.of(), 1, 1, 0).toString())
        .doesNotContain("s3cret");
  }

  private static void assertMalformed(String message, String hex) {
    assertThatThrownBy(() -> reader(hex).next())
        .isInstanceOf(MalformedRpc.class)
        .hasMessageContaining(message);
  }

  private static RpcRequestReader reader(String hex) {
    return new RpcRequestReader(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
  }
}
