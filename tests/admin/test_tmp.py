import time, cProfile, pstats
from tests.admin.test_many_rows import *
def test_figures(desk):
    writer=desk()
    for n in (0,50,200):
        d=medicine(n)
        writer.open(d)
        t=time.perf_counter(); go=queries_to_open(writer,d); t1=time.perf_counter()-t
        r=writer.open(d); size=len(r.content)
        values=writer.boxes(d); values["pronunciation"]="x"
        t=time.perf_counter(); gs=queries_to_save(writer,d,values); t2=time.perf_counter()-t
        values=writer.boxes(d)
        for i in range(n): values[f"side_effects-{i}-wording"]=f"c {i}"
        t=time.perf_counter(); ga=queries_to_save(writer,d,{**values,"pronunciation":"y"}); t3=time.perf_counter()-t
        values=writer.boxes(d); drafts.edited(d, pronunciation="o")
        with CaptureQueriesContext(connection) as q:
            t=time.perf_counter(); writer.save(d, values); t4=time.perf_counter()-t
        print(n,"rows: open",go,"queries",f"{t1:.2f}s",size//1000,"kB; fields",len(values),"; save one",gs,f"{t2:.2f}s","; save all changed",ga,f"{t3:.2f}s","; refused",len(q),f"{t4:.2f}s")
    p=cProfile.Profile(); p.enable(); writer.open(d); p.disable()
    pstats.Stats(p).sort_stats("cumtime").print_stats(45)
    assert 0
