import json,subprocess,sys
def svc(C,g): return {"kind":"svc","C":C,"gamma":g}
hog={"kind":"hog"}; hs={"kind":"hog","block_norm":"l1_sqrt"}
specs=[
 {"t":[{"kind":"deskew"},hog,{"kind":"pca","n_components":100}],"c":[svc(10,.02),svc(10,.03),svc(5,.04),svc(3,.03)]},
 {"t":[{"kind":"deskew"},hog,{"kind":"pca","n_components":200}],"c":[svc(10,.02),svc(10,.03),svc(10,.04)]},
 {"t":[{"kind":"deskew"},hs,{"kind":"pca","n_components":100}],"c":[svc(10,.01),svc(10,.02),svc(10,.04)]},
 {"t":[hog,{"kind":"pca","n_components":100}],"c":[svc(10,.02),svc(10,.03)]},
 {"t":[{"kind":"deskew"},hog],"c":[{"kind":"linear_svc","C":.1},{"kind":"linear_svc","C":1},{"kind":"logistic_regression","C":1},{"kind":"logistic_regression","C":10}]},
]
subprocess.run(["npx","tsx","tune.ts",*sys.argv[1:3],*[json.dumps(s) for s in specs]])
