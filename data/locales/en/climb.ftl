# Members who climbed

verdict-place-up = #{ $place } (▲{ $places })
board-climbed = ▲ { $names } up { $places ->
    [one] 1 place
   *[other] { $places } places
}
