package io.kserf.swim;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BroadcastQueueTest {
  private int members = 5;
  private long turns;
  private final BroadcastQueue queue = new BroadcastQueue(4, () -> members);
  private final List<String> finished = new ArrayList<>();

  @Test
  void whatWasSentLeastGoesFirst() {
    add("old");
    take(100);
    add("new");
    assertThat(take(5)).containsExactly("new");
    assertThat(take(5)).containsExactly("new");
    assertThat(take(5)).as("both were sent once or twice").containsExactly("old");
  }

  @Test
  void amongEqualsTheLongestThatFitsGoesFirst() {
    add("a");
    add("ccc");
    add("bb");
    assertThat(take(100)).containsExactly("ccc", "bb", "a");
    assertThat(take(3)).as("one byte each is overhead").containsExactly("bb");
  }

  @Test
  void amongEquallyLongTheNewestGoesFirst() {
    add("1");
    add("2");
    add("3");
    assertThat(take(100)).containsExactly("3", "2", "1");
  }

  @Test
  void aMessageThatDoesNotFitGivesWayToShorterOnes() {
    add("far too long");
    add("x");
    assertThat(take(4)).containsExactly("x");
    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void whatWasSentMoreOftenFillsTheRoomThatIsLeft() {
    add("old");
    take(100);
    add("new");
    assertThat(take(100)).containsExactly("new", "old");
  }

  @Test
  void eachMessageCostsItsOverhead() {
    add("aa");
    add("bb");
    assertThat(take(5)).hasSize(1);
    assertThat(take(6)).hasSize(2);
  }

  @Test
  void aMessageIsSentAsOftenAsThePoolAsksFor() {
    add("x");
    for (int i = 0; i < 4; i++) {
      assertThat(finished).isEmpty();
      assertThat(take(100)).containsExactly("x");
    }
    assertThat(finished).containsExactly("x");
    assertThat(take(100)).isEmpty();
  }

  @Test
  void aPoolThatGrowsMeanwhileAsksForMore() {
    add("x");
    take(100);
    members = 10;
    for (int i = 0; i < 7; i++) {
      assertThat(take(100)).containsExactly("x");
    }
    assertThat(take(100)).isEmpty();
  }

  @Test
  void aMessageReplacesTheOneOfItsNameWhichIsFinishedThen() {
    queue.add("m", bytes("old"), () -> finished.add("old"));
    take(100);
    queue.add("m", bytes("new"), () -> finished.add("new"));
    assertThat(finished).containsExactly("old");
    assertThat(take(100)).containsExactly("new");
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void aMessageThatIsFinishedIsNotReplacedAnyMore() {
    queue.add("m", bytes("old"), () -> finished.add("old"));
    for (int i = 0; i < 4; i++) {
      take(100);
    }
    queue.add("m", bytes("new"), () -> {});
    assertThat(finished).containsExactly("old");
  }

  @Test
  void onlyWhatWasSentLessOftenIsFresh() {
    add("old");
    take(100);
    add("new");
    assertThat(fresh(1)).containsExactly("new");
    assertThat(fresh(1)).isEmpty();
    assertThat(fresh(2)).as("both were sent once").containsExactly("new", "old");
  }

  @Test
  void theLastTimeIsNeverFresh() {
    add("x");
    for (int i = 0; i < 3; i++) {
      assertThat(fresh(100)).containsExactly("x");
    }
    assertThat(fresh(100)).isEmpty();
    assertThat(finished).isEmpty();
    assertThat(take(100)).containsExactly("x");
    assertThat(finished).containsExactly("x");
  }

  @Test
  void messagesWithoutANameNeverReplaceEachOther() {
    add("x");
    add("x");
    assertThat(take(100)).containsExactly("x", "x");
  }

  @Test
  void pruningDropsWhatWasSentMost() {
    add("sent");
    take(100);
    add("fresh");
    queue.prune(1);
    assertThat(finished).containsExactly("sent");
    assertThat(take(100)).containsExactly("fresh");
  }

  @Test
  void whoWaitsMayQueueTheNextMessageAtOnce() {
    members = 0;
    queue.add("m", bytes("first"), () -> queue.add("m", bytes("second"), () -> {}));
    assertThat(take(100)).containsExactly("first");
    assertThat(take(100)).containsExactly("second");
  }

  @Test
  void whatATurnHasGotItDoesNotGetAgain() {
    add("a");
    add("ccc");
    add("bb");
    Turn turn = Turn.ofAll(++turns);

    assertThat(texts(queue.take(turn, 1, 4))).containsExactly("ccc");
    assertThat(texts(queue.take(turn, 1, 5))).containsExactly("bb", "a");
    assertThat(queue.take(turn, 1, 100)).isEmpty();
    assertThat(queue.size()).isEqualTo(3);
    assertThat(take(100)).as("the next turn").containsExactly("ccc", "bb", "a");
  }

  @Test
  void whatIsNewDuringATurnIsForThatTurnToo() {
    add("a");
    Turn turn = Turn.ofAll(++turns);
    queue.take(turn, 1, 100);
    add("b");

    assertThat(texts(queue.take(turn, 1, 100))).containsExactly("b");
  }

  @Test
  void whatATurnHasGotCanBeReplacedAtOnce() {
    queue.add("m", bytes("old"), () -> finished.add("old"));
    Turn turn = Turn.ofAll(++turns);
    queue.take(turn, 1, 100);
    queue.add("m", bytes("new"), () -> finished.add("new"));

    assertThat(finished).containsExactly("old");
    assertThat(texts(queue.take(turn, 1, 100))).containsExactly("new");
    assertThat(queue.size()).isEqualTo(1);
    assertThat(take(100)).containsExactly("new");
  }

  @Test
  void whatATurnHasGotIsPrunedLikeTheRest() {
    add("a");
    queue.take(Turn.ofAll(++turns), 1, 100);
    queue.prune(0);

    assertThat(finished).containsExactly("a");
    assertThat(queue.size()).isZero();
  }

  @Test
  void anEmptyNameIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> queue.add("", bytes("x"), () -> {}));
  }

  @Property(tries = 200)
  void everyMessageGoesOutExactlyAsOftenAsAskedAndNoPacketOverflows(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 60) Integer> lengths,
      @ForAll @IntRange(min = 63, max = 200) int limit) {
    var all = new BroadcastQueue(2, () -> 20);
    lengths.forEach(length -> all.add(new byte[length]));
    var sent = new HashMap<byte[], Integer>();
    while (all.size() > 0) {
      List<byte[]> packet = all.take(Turn.ofAll(++turns), 3, limit);
      assertThat(packet).isNotEmpty();
      assertThat(new HashSet<>(packet)).as("once a packet").hasSameSizeAs(packet);
      assertThat(packet.stream().mapToInt(message -> message.length + 3).sum())
          .isLessThanOrEqualTo(limit);
      packet.forEach(message -> sent.merge(message, 1, Integer::sum));
    }
    assertThat(sent).hasSameSizeAs(lengths);
    assertThat(sent.values()).containsOnly(Scaling.retransmitLimit(2, 20));
  }

  private void add(String text) {
    queue.add(bytes(text), () -> finished.add(text));
  }

  private List<String> take(int limit) {
    return texts(queue.take(Turn.ofAll(++turns), 1, limit));
  }

  private List<String> fresh(int sentBelow) {
    return texts(queue.take(new Turn(++turns, sentBelow), 1, 100));
  }

  private static List<String> texts(List<byte[]> messages) {
    return messages.stream().map(bytes -> new String(bytes, US_ASCII)).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }
}
