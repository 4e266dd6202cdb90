package io.kserf.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.rpc.RpcMember;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrintingTest {
  @Test
  void columnsAreAsWideAsTheirWidestCellInCharactersAndTheLastIsNotPadded() {
    var columns = new Columns();
    columns.row("rpc-a", "alive", "role=web");
    columns.row("é", "failed", "");
    columns.row("\uD83D\uDE00x", "left");
    assertThat(columns)
        .hasToString("rpc-a  alive   role=web\né      failed  \n\uD83D\uDE00x     left");
  }

  @Test
  void aBarWithinACellStartsAnotherAndBlanksAroundCellsAreCut() {
    var columns = new Columns();
    columns.row("a|b ", " c");
    columns.row("long", "d");
    assertThat(columns).hasToString("a     b  c\nlong  d");
  }

  @Test
  void jsonIsIndentedAndEscapedAsGoDoes() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("text", "<a href=\"x\">\\ & \n\t\r\u0001\u2028é");
    json.put("list", List.of(1, "two"));
    json.put("empty", List.of());
    json.put("map", Map.of());
    json.put("nothing", null);
    assertThat(Json.of(json))
        .isEqualTo(
            """
            {
              "text": "\\u003ca href=\\"x\\"\\u003e\\\\ \\u0026 \\n\\t\\r\\u0001\\u2028é",
              "list": [
                1,
                "two"
              ],
              "empty": [],
              "map": {},
              "nothing": null
            }""");
  }

  @Test
  void addressesAreShortestAndIpv6StandsInBrackets() throws UnknownHostException {
    assertAddress("10.0.0.1:7946", "10.0.0.1");
    assertAddress("[::1]:7946", "::1");
    assertAddress("[fd00::1:0:0:1]:7946", "fd00:0:0:0:1:0:0:1");
    assertAddress("[2001:db8::]:7946", "2001:db8::");
    assertAddress("[1:0:3:4:5:6:7:8]:7946", "1:0:3:4:5:6:7:8");
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 9};
    assertThat(MemberAddress.of(member(mapped))).isEqualTo("10.0.0.9:7946");
  }

  private static void assertAddress(String expected, String ip) throws UnknownHostException {
    assertThat(MemberAddress.of(member(InetAddress.getByName(ip).getAddress())))
        .isEqualTo(expected);
  }

  private static RpcMember member(byte[] addr) {
    return new RpcMember("n", addr, 7946, Map.of(), "alive", 1, 5, 2, 2, 5, 5);
  }
}
