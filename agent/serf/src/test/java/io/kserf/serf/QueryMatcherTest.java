package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.serf.wire.QueryFilter;
import io.kserf.serf.wire.QueryMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryMatcherTest {
  private final Layer layer = new Layer();
  private final QueryMatcher matcher =
      new QueryMatcher(layer.host, Layer.SELF, () -> Map.of("role", "load-balancer"));

  @Test
  void aQueryWithoutFiltersIsForEverybody() {
    assertThat(matcher.isForThisMember(query(null))).isTrue();
    assertThat(matcher.isForThisMember(query(List.of()))).isTrue();
  }

  @Test
  void aFilterOfNamesLetsThoseNamesPass() {
    assertThat(matches(new QueryFilter.Nodes(List.of("web", Layer.SELF)))).isTrue();
    assertThat(matches(new QueryFilter.Nodes(List.of("web")))).isFalse();
    assertThat(matches(new QueryFilter.Nodes(List.of()))).isFalse();
  }

  @Test
  void anExpressionIsSearchedAnywhereInTheTag() {
    assertThat(matches(new QueryFilter.Tag("role", "balan"))).isTrue();
    assertThat(matches(new QueryFilter.Tag("role", "^balan"))).isFalse();
    assertThat(matches(new QueryFilter.Tag("role", "^load|db$"))).isTrue();
  }

  @Test
  void aMissingTagIsEmpty() {
    assertThat(matches(new QueryFilter.Tag("zone", "^$"))).isTrue();
    assertThat(matches(new QueryFilter.Tag("zone", "."))).isFalse();
  }

  @Test
  void allFiltersMustMatch() {
    assertThat(
            matches(
                new QueryFilter.Nodes(List.of(Layer.SELF)), new QueryFilter.Tag("role", "load")))
        .isTrue();
    assertThat(
            matches(new QueryFilter.Nodes(List.of(Layer.SELF)), new QueryFilter.Tag("role", "web")))
        .isFalse();
  }

  @Test
  void anExpressionThatIsNoneMatchesNobody() {
    assertThat(matches(new QueryFilter.Tag("role", "("))).isFalse();
    assertThat(layer.seen.log).singleElement().asString().contains("filter regex (()");
  }

  @Test
  void anExpressionThatOnlyPerlUnderstandsMatchesNobody() {
    assertThat(matches(new QueryFilter.Tag("role", "(?=load)"))).isFalse();
  }

  @Test
  void aFilterOfAnUnknownTypeMatchesNobody() {
    assertThat(matcher.isForThisMember(query(List.of(new byte[] {7, (byte) 0x90})))).isFalse();
    assertThat(matcher.isForThisMember(query(List.of(new byte[0])))).isFalse();
    assertThat(layer.seen.counters).containsEntry(Complaints.MALFORMED, 2L);
  }

  private boolean matches(QueryFilter... filters) {
    return matcher.isForThisMember(query(Arrays.stream(filters).map(QueryFilter::encode).toList()));
  }

  private static QueryMessage query(List<byte[]> filters) {
    return new QueryMessage(1, 1, null, 0, "asker", filters, 0, 0, 1, "load", null);
  }
}
