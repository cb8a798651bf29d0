# 순위가 오른 멤버

verdict-place-up = { $place }위(▲{ $places })
board-climbed = ▲ { $names } { $places }계단
