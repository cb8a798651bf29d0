select member_id, period, points, answered, correct, reached_at
from standing
where server_id = :server
